package io.tapehouse.simulator.twse;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tapehouse.simulator.document.DocumentForm;
import io.tapehouse.simulator.document.Edition;
import io.tapehouse.simulator.document.Encoding;
import io.tapehouse.simulator.document.SimulatedPublication;
import io.tapehouse.simulator.document.TextTable;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What the reports of the exchange have in common: a table, and in some reports others above it, as
 * MS950 text or as JSON.
 */
abstract class TwseReport implements SimulatedPublication {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String NO_DATA = "{\"stat\":\"很抱歉，沒有符合條件的資料!\",\"total\":0}";

  /** The date that a reply gives as its own. */
  abstract String date(Edition edition);

  /** Tables above the table; most reports have none. */
  List<TextTable> above(Edition edition) {
    return List.of();
  }

  /** The remarks under the table. */
  List<String> notes() {
    return List.of();
  }

  /** The spelling of success, which differs between reports. */
  String success() {
    return "OK";
  }

  /** The text form. */
  String csv(TextTable table) {
    return plainCsv(table);
  }

  private String plainCsv(TextTable table) {
    StringBuilder text = new StringBuilder(128 * table.rows().size());
    text.append('"').append(table.title()).append("\"\r\n");
    quoted(text, table.columns(), false);
    for (List<String> row : table.rows()) {
      if (row.size() < table.columns().size()) {
        text.append(String.join(",", row)).append("\r\n");
      } else {
        // An equals sign keeps spreadsheets from reading a time of day as a number.
        quoted(text, row, row.get(0).indexOf(':') >= 0);
      }
    }
    if (!notes().isEmpty()) {
      text.append("\"說明:\"\r\n");
      notes().forEach(note -> text.append('"').append(note).append("\"\r\n"));
    }
    return text.toString();
  }

  /** The rows of the JSON form; all cells are texts in most reports. */
  List<? extends List<?>> jsonRows(TextTable table) {
    return table.rows();
  }

  @Override
  public final byte[] render(TextTable table, Edition edition) {
    List<TextTable> above = above(edition);
    if (edition.form() == DocumentForm.CSV) {
      StringBuilder text = new StringBuilder();
      above.forEach(other -> text.append(plainCsv(other)));
      return text.append(csv(table)).toString().getBytes(Encoding.MS950);
    }
    Map<String, Object> reply = new LinkedHashMap<>();
    reply.put("stat", success());
    reply.put("date", date(edition));
    if (above.isEmpty()) {
      reply.putAll(jsonTable(table));
      reply.put("total", table.rows().size());
    } else {
      reply.put(
          "tables", Stream.concat(above.stream(), Stream.of(table)).map(this::jsonTable).toList());
    }
    try {
      return JSON.writeValueAsBytes(reply);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a map of texts as JSON: " + table.title(), e);
    }
  }

  private Map<String, Object> jsonTable(TextTable table) {
    Map<String, Object> own = new LinkedHashMap<>();
    own.put("title", table.title());
    own.put("fields", table.columns());
    own.put("data", jsonRows(table));
    if (!notes().isEmpty()) {
      own.put("notes", notes());
    }
    return own;
  }

  @Override
  public final byte[] noData(DocumentForm form) {
    return form == DocumentForm.CSV ? new byte[0] : NO_DATA.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public final String contentType(DocumentForm form) {
    return form == DocumentForm.CSV
        ? "application/csv;charset=ms950"
        : "application/json;charset=UTF-8";
  }

  private static void quoted(StringBuilder text, List<String> cells, boolean guarded) {
    if (guarded) {
      text.append('=');
    }
    for (String cell : cells) {
      text.append('"').append(cell).append("\",");
    }
    text.append("\r\n");
  }
}

package io.tapehouse.extractors.twse;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.tapehouse.extractors.SourceFile;
import io.tapehouse.extractors.UnreadableFileException;
import io.tapehouse.extractors.UnreadableFileException.Kind;
import io.tapehouse.extractors.text.FileForm;
import io.tapehouse.extractors.text.NoDataWords;
import io.tapehouse.extractors.text.TableRow;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Finds the table in an answer of TWSE in JSON: an object with {@code stat}, {@code date}, {@code
 * title}, {@code fields} and {@code data} in any order, or, from its open data host, an array of
 * objects. The whole text is read before anything of it is believed.
 */
final class JsonTable {

  // A key that stands twice is a damaged file, not a choice.
  private static final JsonFactory JSON =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private final SourceFile file;
  private final JsonParser parser;
  private final List<TableRow> rows = new ArrayList<>();
  private List<String> fields = new ArrayList<>();
  private String stat = "";
  private String date = "";
  private String title = "";
  private String queryYear = "";
  private String total = "";
  private boolean hasData;
  private boolean isEmpty = true;

  private JsonTable(SourceFile file, JsonParser parser) {
    this.file = file;
    this.parser = parser;
  }

  static PublishedTable read(SourceFile file, byte[] bytes, Layout layout)
      throws UnreadableFileException {
    JsonTable table;
    int start = FileForm.textStart(bytes);
    try (JsonParser parser = JSON.createParser(bytes, start, bytes.length - start)) {
      table = new JsonTable(file, parser);
      table.readAnswer();
    } catch (JsonProcessingException e) {
      throw new UnreadableFileException(
          Kind.DAMAGED,
          file,
          "expected a whole JSON text, found it broken at byte %d of %d: %s"
              .formatted(
                  e.getLocation() == null ? -1 : e.getLocation().getByteOffset(),
                  bytes.length,
                  e.getOriginalMessage()));
    } catch (IOException e) {
      throw new UnreadableFileException(
          Kind.DAMAGED, file, "expected JSON in UTF-8, found: " + e.getMessage());
    }
    table.checkAnswer();
    return PublishedTable.of(file, layout, table.dates(), table.title, table.fields, table.rows);
  }

  private void readAnswer() throws IOException {
    if (parser.nextToken() == JsonToken.START_ARRAY) {
      stat = "OK";
      isEmpty = false;
      readRows();
    } else {
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        isEmpty = false;
        readField(parser.currentName());
      }
    }
    if (parser.nextToken() != null) {
      throw new IOException("more text after the end of the JSON text");
    }
  }

  private void readField(String name) throws IOException {
    parser.nextToken();
    switch (name) {
      case "stat" -> stat = scalar();
      case "date" -> date = scalar();
      case "title" -> title = scalar();
      case "queryYear" -> queryYear = scalar();
      case "total" -> total = scalar();
      case "fields" -> fields = parser.currentToken() == JsonToken.START_ARRAY ? cells() : fields;
      case "data" -> readRows();
      default -> parser.skipChildren();
    }
  }

  private void readRows() throws IOException {
    hasData = parser.currentToken() == JsonToken.START_ARRAY;
    if (!hasData) {
      parser.skipChildren();
      return;
    }
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      long line = rows.size() + 1L;
      rows.add(
          switch (parser.currentToken()) {
            case START_ARRAY -> new TableRow(line, cells(), "", "");
            case START_OBJECT -> objectRow(line);
            default -> TableRow.broken(line, "expected an array of cells, found a value", scalar());
          });
    }
  }

  private List<String> cells() throws IOException {
    List<String> cells = new ArrayList<>(fields.size());
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      cells.add(scalar());
    }
    return cells;
  }

  private TableRow objectRow(long line) throws IOException {
    Map<String, String> row = new LinkedHashMap<>();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      row.put(name, scalar());
    }
    if (fields.isEmpty()) {
      fields = new ArrayList<>(row.keySet());
    }
    return row.keySet().containsAll(fields)
        ? new TableRow(line, fields.stream().map(row::get).toList(), "", "")
        : TableRow.broken(line, "expected the fields " + fields, row.toString());
  }

  /** A value as text; nothing for null and for what is no single value. */
  private String scalar() throws IOException {
    JsonToken token = parser.currentToken();
    if (token == JsonToken.START_ARRAY || token == JsonToken.START_OBJECT) {
      parser.skipChildren();
      // No number and no date, so that the row it stands in goes to quarantine.
      return token.asString();
    }
    return token == JsonToken.VALUE_NULL ? "" : parser.getText();
  }

  private void checkAnswer() throws UnreadableFileException {
    if (isEmpty) {
      throw new UnreadableFileException(Kind.NO_DATA, file, "found an empty object: {}");
    }
    if (NoDataWords.in(stat)) {
      throw new UnreadableFileException(Kind.NO_DATA, file, "found stat '" + stat + "'");
    }
    if (total.equals("0") && rows.isEmpty() && (stat.isEmpty() || isOk())) {
      throw new UnreadableFileException(Kind.NO_DATA, file, "found a total of 0");
    }
    if (!isOk()) {
      throw new UnreadableFileException(
          Kind.DAMAGED, file, "expected stat 'OK', found '%s'".formatted(stat));
    }
    if (!hasData) {
      throw new UnreadableFileException(Kind.DAMAGED, file, "expected data, found no such field");
    }
    if (!total.isEmpty() && !total.equals(Integer.toString(rows.size()))) {
      throw new UnreadableFileException(
          Kind.DAMAGED,
          file,
          "expected %s rows by its total, found %d".formatted(total, rows.size()));
    }
  }

  /** The date of the answer; a schedule may have its year alone, in either calendar. */
  private List<String> dates() {
    return Stream.of(date, queryYear.isBlank() ? "" : queryYear + "-01-01")
        .filter(said -> !said.isBlank())
        .toList();
  }

  private boolean isOk() {
    return stat.equalsIgnoreCase("OK");
  }
}

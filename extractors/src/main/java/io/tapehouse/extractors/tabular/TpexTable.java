package io.tapehouse.extractors.tabular;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tapehouse.dictionary.Declaration;
import io.tapehouse.extractors.SourceFile;
import io.tapehouse.extractors.UnreadableFileException;
import io.tapehouse.extractors.UnreadableFileException.Kind;
import io.tapehouse.extractors.text.PublishedDates;
import io.tapehouse.extractors.text.TableRow;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The table of an answer of TPEx in JSON: of the site of today {@code tables} with {@code fields}
 * and {@code data}, of the old one {@code aaData} without names, for which the declaration has
 * them. Counts that the answer gives are held against its rows.
 */
final class TpexTable {

  // A key that stands twice is a damaged file, not a choice.
  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private TpexTable() {}

  static FileTable read(
      SourceFile file, byte[] bytes, int start, Declaration declaration, Set<String> known)
      throws UnreadableFileException {
    JsonNode answer = parse(file, bytes, start);
    String stat = answer.path("stat").asText("ok");
    if (!stat.equalsIgnoreCase("ok")) {
      throw new UnreadableFileException(Kind.NO_DATA, file, "found stat '" + stat + "'");
    }
    if (answer.has("aaData")) {
      List<String> names = declaration.unnamed();
      checkDate(
          file, Stream.of(answer.path("reportDate").asText(), answer.path("datetime").asText()));
      return table(file, names, answer.path("aaData"), answer.path("iTotalRecords").asText());
    }
    Optional<JsonNode> table = ofColumns(answer.path("tables"), known);
    if (table.isEmpty()) {
      throw new UnreadableFileException(
          answer.path("tables").isEmpty() ? Kind.NO_DATA : Kind.WRONG_COLUMNS,
          file,
          "expected a table with one of the columns %s, found %s"
              .formatted(known, fields(answer.path("tables"))));
    }
    checkDate(file, Stream.of(answer.path("date").asText(), table.get().path("date").asText()));
    List<String> names = new ArrayList<>();
    table.get().path("fields").forEach(name -> names.add(name.asText().strip()));
    return table(file, names, table.get().path("data"), table.get().path("totalCount").asText());
  }

  private static JsonNode parse(SourceFile file, byte[] bytes, int start)
      throws UnreadableFileException {
    try (JsonParser parser = JSON.createParser(bytes, start, bytes.length - start)) {
      JsonNode answer = JSON.readTree(parser);
      if (!answer.isObject() || parser.nextToken() != null) {
        throw new UnreadableFileException(
            Kind.DAMAGED, file, "expected one JSON object, found something else");
      }
      return answer;
    } catch (JsonProcessingException e) {
      throw new UnreadableFileException(
          Kind.DAMAGED, file, "expected a whole JSON text, found: " + e.getOriginalMessage());
    } catch (IOException e) {
      throw new UnreadableFileException(
          Kind.DAMAGED, file, "expected JSON in UTF-8, found: " + e.getMessage());
    }
  }

  /** The table that names the most of the columns: replies have others beside it. */
  private static Optional<JsonNode> ofColumns(JsonNode tables, Set<String> known) {
    JsonNode best = null;
    long most = 0;
    for (JsonNode table : tables) {
      long names =
          Stream.iterate(0, i -> i < table.path("fields").size(), i -> i + 1)
              .filter(i -> known.contains(table.path("fields").get(i).asText().strip()))
              .count();
      if (names > most) {
        most = names;
        best = table;
      }
    }
    return Optional.ofNullable(best);
  }

  private static List<String> fields(JsonNode tables) {
    List<String> fields = new ArrayList<>();
    tables.forEach(table -> fields.add(table.path("fields").toString()));
    return fields;
  }

  /**
   * Holds the dates that an answer gives against the one that it is filed under.
   *
   * @param dates as published; blank where there is none
   */
  static void checkDate(SourceFile file, Stream<String> dates) throws UnreadableFileException {
    List<String> said = dates.filter(date -> !date.isBlank()).toList();
    if (said.isEmpty()) {
      throw new UnreadableFileException(
          Kind.WRONG_DATE,
          file,
          "expected the file to say %s, found no date".formatted(file.date()));
    }
    for (String date : said) {
      Optional<LocalDate> found = PublishedDates.parse(date);
      if (found.isEmpty() || !found.get().equals(file.date())) {
        throw new UnreadableFileException(
            Kind.WRONG_DATE, file, "expected %s, found '%s'".formatted(file.date(), date));
      }
    }
  }

  private static FileTable table(SourceFile file, List<String> names, JsonNode data, String count)
      throws UnreadableFileException {
    // Some replies have an empty list for the number.
    if (count.matches("\\d+") && Integer.parseInt(count) != data.size()) {
      throw new UnreadableFileException(
          Kind.DAMAGED,
          file,
          "expected %s rows, as the answer says, found %d".formatted(count, data.size()));
    }
    List<TableRow> rows = new ArrayList<>(data.size());
    for (JsonNode row : data) {
      long line = rows.size() + 1L;
      if (!row.isArray()) {
        rows.add(TableRow.broken(line, "expected an array of cells", row.toString()));
        continue;
      }
      List<String> cells = new ArrayList<>(row.size());
      row.forEach(cell -> cells.add(cell.isNull() ? "" : cell.asText()));
      rows.add(new TableRow(line, cells, "", ""));
    }
    return new FileTable(names, rows, List.of(), List.of());
  }
}

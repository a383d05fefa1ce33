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
 * Finds the tables in an answer of TWSE in JSON: an object with {@code stat}, {@code date} and, in
 * any order, {@code title}, {@code fields} and {@code data} of one table, or the same with numbers
 * ({@code subtitle9}, {@code fields9}, {@code data9}) or within {@code tables} of several; or, from
 * its open data host, an array of objects. The whole text is read before anything of it is
 * believed.
 */
final class JsonTable {

  // A key that stands twice is a damaged file, not a choice.
  private static final JsonFactory JSON =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private final SourceFile file;
  private final JsonParser parser;

  /** By the number behind the names of its fields; the only table of most answers has none. */
  private final Map<String, Part> parts = new LinkedHashMap<>();

  private String stat = "";
  private String date = "";
  private String queryYear = "";
  private String firstDate = "";
  private String lastDate = "";
  private long rowsRead;
  private boolean hasTables;
  private boolean isEmpty = true;

  /** A table, as much as was read of it. */
  private static final class Part {
    private final List<TableRow> rows = new ArrayList<>();
    private List<String> fields = new ArrayList<>();
    private String title = "";
    private String total = "";
    private boolean hasData;
  }

  private JsonTable(SourceFile file, JsonParser parser) {
    this.file = file;
    this.parser = parser;
  }

  /** The only table of an answer. */
  static PublishedTable read(SourceFile file, byte[] bytes, Layout layout)
      throws UnreadableFileException {
    JsonTable answer = read(file, bytes);
    Part table = answer.part("");
    answer.checkAnswer();
    if (!table.hasData) {
      throw new UnreadableFileException(Kind.DAMAGED, file, "expected data, found no such field");
    }
    return PublishedTable.of(file, layout, answer.dates(), table.title, table.fields, table.rows);
  }

  /** All tables of an answer. */
  static List<PublishedTable> readAll(SourceFile file, byte[] bytes, Period period)
      throws UnreadableFileException {
    JsonTable answer = read(file, bytes);
    answer.checkAnswer();
    if (answer.parts.values().stream().noneMatch(part -> part.hasData)) {
      throw new UnreadableFileException(
          answer.hasTables ? Kind.NO_DATA : Kind.DAMAGED,
          file,
          "expected data, found no such field");
    }
    List<PublishedTable> tables = new ArrayList<>();
    for (Part part : answer.parts.values()) {
      if (part.hasData) {
        tables.add(
            PublishedTable.of(file, period, answer.dates(), part.title, part.fields, part.rows));
      }
    }
    return tables;
  }

  /** The only table of a list of events, which may have no rows. */
  static PublishedEvents readList(SourceFile file, byte[] bytes) throws UnreadableFileException {
    JsonTable answer = read(file, bytes);
    Part table = answer.part("");
    answer.checkAnswer();
    if (!table.hasData || table.fields.isEmpty()) {
      throw new UnreadableFileException(
          Kind.DAMAGED, file, "expected fields and data, found the fields " + table.fields);
    }
    String said =
        answer.firstDate.isBlank() ? table.title : answer.firstDate + "~" + answer.lastDate;
    return PublishedEvents.of(file, said, table.title, table.fields, table.rows);
  }

  /** A page about one event, whose date it need not bear. */
  static PublishedTable readPage(SourceFile file, byte[] bytes) throws UnreadableFileException {
    JsonTable answer = read(file, bytes);
    Part table = answer.part("");
    answer.checkAnswer();
    if (table.rows.size() != 1 || table.fields.size() != table.rows.get(0).cells().size()) {
      throw new UnreadableFileException(
          Kind.DAMAGED,
          file,
          "expected a row of %d cells, found %d rows: %s"
              .formatted(
                  table.fields.size(),
                  table.rows.size(),
                  table.rows.stream().map(TableRow::raw).limit(2).toList()));
    }
    List<String> columns = table.fields.stream().map(String::strip).toList();
    return new PublishedTable(file, table.title, columns, table.rows, false);
  }

  private static JsonTable read(SourceFile file, byte[] bytes) throws UnreadableFileException {
    int start = FileForm.textStart(bytes);
    try (JsonParser parser = JSON.createParser(bytes, start, bytes.length - start)) {
      JsonTable table = new JsonTable(file, parser);
      table.readAnswer();
      return table;
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
  }

  private Part part(String number) {
    return parts.computeIfAbsent(number, key -> new Part());
  }

  private void readAnswer() throws IOException {
    if (parser.nextToken() == JsonToken.START_ARRAY) {
      stat = "OK";
      isEmpty = false;
      readRows(part(""));
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
      case "queryYear" -> queryYear = scalar();
      case "startDate", "strDate" -> firstDate = scalar();
      case "endDate" -> lastDate = scalar();
      case "params" -> readParameters();
      case "tables" -> readTables();
      default -> {
        int end = name.length();
        while (end > 0 && Character.isDigit(name.charAt(end - 1))) {
          end--;
        }
        readField(name.substring(0, end), name.substring(end));
      }
    }
  }

  /** What was asked for; some lists say their range nowhere else. */
  private void readParameters() throws IOException {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      parser.skipChildren();
      return;
    }
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      switch (name) {
        case "startDate", "strDate" -> firstDate = scalar();
        case "endDate" -> lastDate = scalar();
        default -> parser.skipChildren();
      }
    }
  }

  private void readTables() throws IOException {
    hasTables = true;
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      parser.skipChildren();
      return;
    }
    for (int number = 0; parser.nextToken() != JsonToken.END_ARRAY; number++) {
      if (parser.currentToken() != JsonToken.START_OBJECT) {
        throw new IOException("a value among the tables: " + parser.currentToken());
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        parser.nextToken();
        readField(name, "tables " + number);
      }
    }
  }

  private void readField(String name, String number) throws IOException {
    switch (name) {
      case "title", "subtitle" -> part(number).title = scalar();
      case "total", "totalCount" -> part(number).total = scalar();
      case "fields" -> {
        if (parser.currentToken() == JsonToken.START_ARRAY) {
          part(number).fields = cells(part(number));
        } else {
          parser.skipChildren();
        }
      }
      case "data" -> readRows(part(number));
      default -> parser.skipChildren();
    }
  }

  private void readRows(Part part) throws IOException {
    part.hasData = parser.currentToken() == JsonToken.START_ARRAY;
    if (!part.hasData) {
      parser.skipChildren();
      return;
    }
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      rowsRead++;
      part.rows.add(
          switch (parser.currentToken()) {
            case START_ARRAY -> new TableRow(rowsRead, cells(part), "", "");
            case START_OBJECT -> objectRow(part);
            default ->
                TableRow.broken(rowsRead, "expected an array of cells, found a value", scalar());
          });
    }
  }

  private List<String> cells(Part part) throws IOException {
    List<String> cells = new ArrayList<>(part.fields.size());
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      cells.add(scalar());
    }
    return cells;
  }

  private TableRow objectRow(Part part) throws IOException {
    Map<String, String> row = new LinkedHashMap<>();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      row.put(name, scalar());
    }
    if (part.fields.isEmpty()) {
      part.fields = new ArrayList<>(row.keySet());
    }
    return row.keySet().containsAll(part.fields)
        ? new TableRow(rowsRead, part.fields.stream().map(row::get).toList(), "", "")
        : TableRow.broken(rowsRead, "expected the fields " + part.fields, row.toString());
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
    boolean saysNone = parts.values().stream().anyMatch(part -> part.total.equals("0"));
    if (saysNone && rowsRead == 0 && (stat.isEmpty() || isOk())) {
      throw new UnreadableFileException(Kind.NO_DATA, file, "found a total of 0");
    }
    if (!isOk()) {
      throw new UnreadableFileException(
          Kind.DAMAGED, file, "expected stat 'OK', found '%s'".formatted(stat));
    }
    for (Part part : parts.values()) {
      if (part.hasData
          && !part.total.isEmpty()
          && !part.total.equals(Integer.toString(part.rows.size()))) {
        throw new UnreadableFileException(
            Kind.DAMAGED,
            file,
            "expected %s rows by its total, found %d".formatted(part.total, part.rows.size()));
      }
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

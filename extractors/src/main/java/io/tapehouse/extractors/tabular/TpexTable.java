package io.tapehouse.extractors.tabular;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tapehouse.dictionary.Dataset;
import io.tapehouse.dictionary.Declaration;
import io.tapehouse.extractors.SourceFile;
import io.tapehouse.extractors.UnreadableFileException;
import io.tapehouse.extractors.UnreadableFileException.Kind;
import io.tapehouse.extractors.text.DateRange;
import io.tapehouse.extractors.text.PublishedDates;
import io.tapehouse.extractors.text.TableRow;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The tables of an answer of TPEx in JSON: of the site of today {@code tables} with {@code fields}
 * and {@code data}, of the old one {@code aaData} and {@code mmData} without names, for which the
 * declarations have them. Counts that the answer gives are held against its rows.
 */
final class TpexTable {

  // A key that stands twice is a damaged file, not a choice.
  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private static final Pattern TITLE_DATE = Pattern.compile("日期[:：]\\s*([\\d/]+)");

  private TpexTable() {}

  static FileTables read(Dataset dataset, SourceFile file, byte[] bytes, int start)
      throws UnreadableFileException {
    JsonNode answer = parse(file, bytes, start);
    String stat = answer.path("stat").asText("ok");
    if (!stat.equalsIgnoreCase("ok")) {
      throw new UnreadableFileException(Kind.NO_DATA, file, "found stat '" + stat + "'");
    }
    Lines lines = new Lines();
    List<FileTable> tables = new ArrayList<>();
    boolean isList = dataset.period() == Dataset.Period.LIST;
    if (answer.has("aaData")) {
      String first = answer.path("reportDate").asText();
      DateRange dates =
          isList
              ? DateRange.ofList(file, first + "~" + answer.path("reportDateEnd").asText())
              : date(file, Stream.of(first, answer.path("datetime").asText()));
      List<String> names =
          dataset.tables().stream()
              .map(Declaration::unnamed)
              .filter(each -> !each.isEmpty())
              .findFirst()
              .orElse(List.of());
      String count = answer.path("iTotalRecords").asText();
      tables.add(table(file, lines, "", names, answer.path("aaData"), count));
      if (!answer.path("mmData").isEmpty()) {
        tables.add(table(file, lines, "", names, answer.path("mmData"), ""));
      }
      return new FileTables(file, dates, tables, List.of());
    }
    JsonNode named = answer.path("tables");
    String date = answer.path("date").asText();
    DateRange dates =
        isList
            ? DateRange.ofList(file, date)
            : date(
                file,
                Stream.concat(
                    Stream.of(date),
                    Stream.iterate(0, i -> i < named.size(), i -> i + 1)
                        .map(i -> named.get(i).path("date").asText())));
    for (JsonNode each : named) {
      if (each.has("fields")) {
        List<String> names = new ArrayList<>();
        each.path("fields").forEach(name -> names.add(name.asText().strip()));
        String title = each.path("title").asText();
        String count = each.path("totalCount").asText();
        tables.add(table(file, lines, title, names, each.path("data"), count));
      }
    }
    return new FileTables(file, dates, tables, List.of());
  }

  private static DateRange date(SourceFile file, Stream<String> dates)
      throws UnreadableFileException {
    checkDate(file, dates);
    return DateRange.of(file.date());
  }

  /** Numbers the rows of all tables of an answer. */
  private static final class Lines {
    private long last;
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

  /** The dates in the titles above tables of CSV. */
  static Stream<String> datesOfTitles(List<FileTable> tables) {
    return tables.stream()
        .map(table -> TITLE_DATE.matcher(table.title()))
        .filter(Matcher::find)
        .map(matcher -> matcher.group(1));
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

  private static FileTable table(
      SourceFile file, Lines lines, String title, List<String> names, JsonNode data, String count)
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
      long line = ++lines.last;
      if (!row.isArray()) {
        rows.add(TableRow.broken(line, "expected an array of cells", row.toString()));
        continue;
      }
      List<String> cells = new ArrayList<>(row.size());
      row.forEach(cell -> cells.add(cell.isNull() ? "" : cell.asText()));
      rows.add(new TableRow(line, cells, "", ""));
    }
    return new FileTable(title, names, rows);
  }
}

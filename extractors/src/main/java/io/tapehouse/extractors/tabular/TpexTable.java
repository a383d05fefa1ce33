package io.tapehouse.extractors.tabular;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.tapehouse.dictionary.Dataset;
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
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The tables of an answer of TPEx in JSON: of the site of today {@code tables} with {@code fields}
 * and {@code data}, of the old one {@code aaData} and {@code mmData} without names, for which the
 * declarations have them. Sums below a table are rows of it. Counts that the answer gives are held
 * against its rows.
 */
final class TpexTable {

  // A key that stands twice is a damaged file, not a choice.
  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private static final Pattern TITLE_DATE =
      Pattern.compile("日期[:：]\\s*([\\d/]+)|(\\d{2,3}年\\d{1,2}月\\d{1,2}日)");

  /** Where the old site has the sums of margin loans, with their names on the site of today. */
  private static final Map<String, String> OLD_SUMS =
      new TreeMap<>(Map.of("tfootData_one", "合計(張)", "tfootData_two", "融資金(仟元)"));

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
      String count = answer.path("iTotalRecords").asText();
      JsonNode rows = answer.path("aaData");
      List<String> unnamed = unnamed(file, dataset, rows);
      tables.add(table(file, lines, "", unnamed, rows, count));
      append(lines, tables.get(0), oldSums(answer, unnamed.size()));
      JsonNode others = answer.path("mmData");
      if (!others.isEmpty()) {
        tables.add(table(file, lines, "", unnamed(file, dataset, others), others, ""));
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
        FileTable table = table(file, lines, title, names, each.path("data"), count);
        append(lines, table, each.path("summary"));
        tables.add(table);
      }
    }
    return new FileTables(file, dates, tables, List.of());
  }

  private static DateRange date(SourceFile file, Stream<String> dates)
      throws UnreadableFileException {
    checkDate(file, dates);
    return DateRange.of(file.date());
  }

  /** The names of the form that has as many columns. */
  private static List<String> unnamed(SourceFile file, Dataset dataset, JsonNode rows)
      throws UnreadableFileException {
    List<List<String>> forms =
        dataset.tables().stream().flatMap(each -> each.unnamed().stream()).toList();
    if (rows.isEmpty() && dataset.period() == Dataset.Period.LIST && !forms.isEmpty()) {
      return forms.get(0);
    }
    if (rows.isEmpty()) {
      throw new UnreadableFileException(Kind.NO_DATA, file, "expected rows, found none");
    }
    int width = rows.get(0).size();
    return forms.stream()
        .filter(names -> names.size() == width)
        .findFirst()
        .orElseThrow(
            () ->
                new UnreadableFileException(
                    Kind.WRONG_COLUMNS,
                    file,
                    "expected rows without names of %s cells, found %d"
                        .formatted(forms.stream().map(List::size).toList(), width)));
  }

  /**
   * The sums that the old site gives without the cells of code and name, and without blank ones.
   */
  private static ArrayNode oldSums(JsonNode answer, int width) {
    ArrayNode sums = JSON.createArrayNode();
    OLD_SUMS.forEach(
        (key, name) -> {
          if (!answer.path(key).isEmpty()) {
            ArrayNode cells = sums.addArray().add("").add(name);
            answer.path(key).forEach(cells::add);
            while (cells.size() < width) {
              cells.add("");
            }
          }
        });
    return sums;
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
        .map(matcher -> Objects.requireNonNullElseGet(matcher.group(1), () -> matcher.group(2)));
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
          "expected %s rows (the answer's own count), found %d".formatted(count, data.size()));
    }
    FileTable table = new FileTable(title, names, new ArrayList<>(data.size()));
    append(lines, table, data);
    return table;
  }

  private static void append(Lines lines, FileTable table, JsonNode rows) {
    for (JsonNode row : rows) {
      long line = ++lines.last;
      if (!row.isArray()) {
        table.rows().add(TableRow.broken(line, "expected an array of cells", row.toString()));
        continue;
      }
      List<String> cells = new ArrayList<>(row.size());
      row.forEach(cell -> cells.add(cell.isNull() ? "" : cell.asText()));
      table.rows().add(new TableRow(line, cells, "", ""));
    }
  }
}

package io.tapehouse.extractors.tabular;

import io.tapehouse.dictionary.Dataset;
import io.tapehouse.dictionary.Declaration;
import io.tapehouse.dictionary.Declaration.RowCheck;
import io.tapehouse.extractors.SourceFile;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * A file of any declared dataset, made of its declaration: cells by what they hold, totals that add
 * up, checks that hold. Tests change one thing in it.
 *
 * @param dataset the dataset
 * @param json whether a report that comes as JSON and as CSV is JSON
 * @param date the date inside
 * @param headers names of the columns
 * @param rows cells of the rows, garbage among them
 */
record SampleFile(
    Dataset dataset, boolean json, LocalDate date, List<String> headers, List<List<String>> rows) {

  static final LocalDate DATE = LocalDate.of(2024, 11, 8);

  private static final int FACTS_OF_A_TOTAL = 3;
  private static final int FEW = 12;

  /** A whole file of {@link #DATE}. */
  static SampleFile of(Dataset dataset, boolean json) {
    Declaration declaration = declaration(dataset);
    List<Declaration.Column> columns =
        declaration.columns().stream().filter(column -> column.column() != null).toList();
    List<List<String>> rows = new ArrayList<>();
    for (int i = 0; rows.size() < Math.max(FEW, declaration.leastRows()); i++) {
      rows.addAll(group(declaration, columns, i));
    }
    return new SampleFile(
        dataset, json, DATE, columns.stream().map(Declaration.Column::header).toList(), rows);
  }

  SourceFile source() {
    return new SourceFile(dataset.id(), DATE, json ? "sample.json" : "sample.csv");
  }

  /** How many rows are neither totals nor adjustments. */
  long facts() {
    Declaration.Totals totals = declaration(dataset).totals();
    if (totals == null) {
      return rows.size();
    }
    int mark = headers.indexOf(totals.header());
    return rows.stream()
        .filter(row -> !row.get(mark).equals(totals.total()))
        .filter(row -> !row.get(mark).equals(totals.adjustment()))
        .count();
  }

  /** The same file, of another date. */
  SampleFile of(LocalDate other) {
    int column = dates();
    if (column < 0) {
      return new SampleFile(dataset, json, other, headers, rows);
    }
    List<List<String>> changed =
        rows.stream().map(row -> with(row, column, other.toString().replace('-', '/'))).toList();
    return new SampleFile(dataset, json, other, headers, changed);
  }

  /** The same file with another name of a column. */
  SampleFile renamed(int column, String name) {
    return new SampleFile(dataset, json, date, with(headers, column, name), rows);
  }

  SampleFile without(int column) {
    return new SampleFile(
        dataset,
        json,
        date,
        removed(headers, column),
        rows.stream().map(row -> removed(row, column)).toList());
  }

  SampleFile inserted(int column, String name, String cell) {
    return new SampleFile(
        dataset,
        json,
        date,
        added(headers, column, name),
        rows.stream().map(row -> added(row, column, cell)).toList());
  }

  SampleFile with(List<List<String>> other) {
    return new SampleFile(dataset, json, date, headers, other);
  }

  /** The same with garbage in place of some rows, from the second on. */
  SampleFile garbage(int count) {
    List<List<String>> changed = new ArrayList<>(rows);
    for (int i = 1; i <= count; i++) {
      changed.set(i, List.of("9#GARBAGE#"));
    }
    return with(changed);
  }

  byte[] bytes() {
    String title = title();
    boolean twse = declaration(dataset).reader() == Declaration.Reader.TWSE_TABLE;
    if (json) {
      return "{\"stat\":\"OK\",\"date\":\"%s\",\"title\":\"%s\",\"fields\":[%s],\"data\":[%s]}"
          .formatted(
              date.toString().replace("-", ""),
              title,
              quoted(headers),
              rows.stream().map(row -> "[" + quoted(row) + "]").collect(Collectors.joining(",")))
          .getBytes(StandardCharsets.UTF_8);
    }
    StringBuilder text = new StringBuilder();
    if (twse) {
      text.append('"').append(title).append("\"\r\n").append(quoted(headers)).append(",\r\n");
      rows.forEach(row -> text.append(quoted(row)).append(",\r\n"));
      return text.toString().getBytes(Charset.forName("MS950"));
    }
    text.append(String.join(",", headers)).append("\r\n");
    rows.forEach(row -> text.append(String.join(",", row)).append("\r\n"));
    return text.toString().getBytes(Charset.forName(dataset.encoding()));
  }

  /** The file with bytes that no encoding has in a line of their own behind the header. */
  byte[] withForeignBytes() {
    byte[] bytes = bytes();
    int at = 0;
    for (int lines = json ? 0 : rowsBegin(); lines > 0; at++) {
      lines -= bytes[at] == '\n' ? 1 : 0;
    }
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.write(bytes, 0, at);
    all.writeBytes(new byte[] {(byte) 0xFF, (byte) 0xFE, ',', 'x', '\r', '\n'});
    all.write(bytes, at, bytes.length - at);
    return all.toByteArray();
  }

  private int rowsBegin() {
    return declaration(dataset).reader() == Declaration.Reader.TWSE_TABLE ? 2 : 1;
  }

  private String title() {
    return "%d年%02d月%02d日 報表"
        .formatted(date.getYear() - 1911, date.getMonthValue(), date.getDayOfMonth());
  }

  private int dates() {
    return declaration(dataset)
        .filling("trading_date")
        .map(column -> headers.indexOf(column.header()))
        .orElse(-1);
  }

  private static List<List<String>> group(
      Declaration declaration, List<Declaration.Column> columns, int number) {
    Declaration.Totals totals = declaration.totals();
    if (totals == null) {
      return List.of(row(declaration, columns, number, 1));
    }
    List<List<String>> rows = new ArrayList<>();
    for (int i = 1; i <= FACTS_OF_A_TOTAL; i++) {
      rows.add(row(declaration, columns, number, i));
    }
    List<String> adjustment = new ArrayList<>(rows.get(0));
    List<String> total = new ArrayList<>(rows.get(0));
    for (int i = 0; i < columns.size(); i++) {
      Declaration.Column column = columns.get(i);
      if (column.header().equals(totals.header())) {
        adjustment.set(i, Objects.toString(totals.adjustment()));
        total.set(i, totals.total());
      } else if (totals.addUp().contains(column.column())) {
        int at = i;
        long sum = rows.stream().mapToLong(row -> Long.parseLong(row.get(at))).sum();
        boolean adjusted = totals.adjusted().contains(column.column());
        total.set(i, Long.toString(adjusted ? sum - Long.parseLong(adjustment.get(i)) : sum));
      }
    }
    if (totals.adjustment() != null) {
      rows.add(adjustment);
    }
    rows.add(total);
    return rows;
  }

  private static List<String> row(
      Declaration declaration, List<Declaration.Column> columns, int number, int part) {
    Map<String, String> cells = new LinkedHashMap<>();
    for (Declaration.Column column : columns) {
      cells.put(
          Objects.requireNonNull(column.column()),
          cell(Objects.requireNonNull(column.cell()), number, part));
    }
    for (RowCheck check : declaration.checks()) {
      BigDecimal left = new BigDecimal(cells.get(check.columns().get(1)));
      BigDecimal right = new BigDecimal(cells.get(check.columns().get(2)));
      cells.put(
          check.columns().get(0),
          switch (check.rule()) {
            case DIFFERENCE -> left.subtract(right).toPlainString();
            case PERCENTAGE ->
                left.movePointRight(2).divide(right, 2, RoundingMode.HALF_UP).toPlainString();
          });
    }
    return List.copyOf(cells.values());
  }

  private static String cell(Declaration.Cell cell, int number, int part) {
    return switch (cell) {
      case CODE -> "%04d".formatted(number);
      case TEXT -> "名稱" + number;
      case NUMBER -> Integer.toString(part);
      case COUNT, SHARES, LOTS, MONEY -> Integer.toString(1000 + number + part);
      case PRICE, RATIO, PERCENT -> "12.5" + number % 10;
      case SIGNED -> "-0.50";
      case DATE -> DATE.toString().replace('-', '/');
      case YEAR -> "112";
      case QUARTER -> "113/3";
    };
  }

  private static Declaration declaration(Dataset dataset) {
    return Objects.requireNonNull(dataset.table());
  }

  private static String quoted(List<String> cells) {
    return cells.stream().map(cell -> '"' + cell + '"').collect(Collectors.joining(","));
  }

  private static List<String> with(List<String> cells, int at, String cell) {
    List<String> changed = new ArrayList<>(cells);
    changed.set(at, cell);
    return changed;
  }

  private static List<String> removed(List<String> cells, int at) {
    List<String> changed = new ArrayList<>(cells);
    changed.remove(at);
    return changed;
  }

  private static List<String> added(List<String> cells, int at, String cell) {
    List<String> changed = new ArrayList<>(cells);
    changed.add(at, cell);
    return changed;
  }
}

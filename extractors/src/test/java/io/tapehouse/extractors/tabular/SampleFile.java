package io.tapehouse.extractors.tabular;

import io.tapehouse.dictionary.Dataset;
import io.tapehouse.dictionary.Declaration;
import io.tapehouse.dictionary.Declaration.Reader;
import io.tapehouse.dictionary.RowCheck;
import io.tapehouse.dictionary.SumOf;
import io.tapehouse.dictionary.Totals;
import io.tapehouse.extractors.SourceFile;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A file of any declared dataset, made of its declarations: cells by what they hold, totals that
 * add up, checks that hold. Tests change one thing in one of its tables.
 *
 * @param dataset the dataset
 * @param declaration the block of the table that tests change
 * @param json whether a report that comes as JSON and as CSV is JSON
 * @param date the date inside
 * @param headers names of the columns
 * @param rows cells of the rows, garbage among them
 */
record SampleFile(
    Dataset dataset,
    Declaration declaration,
    boolean json,
    LocalDate date,
    List<String> headers,
    List<List<String>> rows) {

  static final LocalDate DATE = LocalDate.of(2024, 11, 8);

  private static final List<String> EXPIRIES = List.of("202412", "202412/202501");
  private static final int FACTS_OF_A_TOTAL = 3;
  private static final int FEW = 12;

  /** A whole file of {@link #DATE}. */
  static SampleFile of(Dataset dataset, Declaration declaration, boolean json) {
    List<Declaration.Column> columns =
        declaration.columns().stream()
            .filter(
                column ->
                    column.column() != null
                        || column.contract() != null
                        || tellsRows(declaration, column))
            .toList();
    int words = columns.stream().mapToInt(column -> column.words().size()).max().orElse(0);
    int fewest = Math.max(Math.max(FEW, 2 * words), declaration.leastRows().on(DATE));
    List<List<String>> rows = new ArrayList<>();
    for (int i = 0; rows.size() < (declaration.transposed() ? 2 : fewest); i++) {
      rows.addAll(group(declaration, columns, i));
    }
    List<String> headers = columns.stream().map(Declaration.Column::header).distinct().toList();
    SampleFile sample = new SampleFile(dataset, declaration, json, DATE, headers, rows);
    return declaration.sumOf() == null ? sample : sample.summingUp(declaration.sumOf());
  }

  /** The same with a first row that makes its rows the sums of those of another table. */
  private SampleFile summingUp(SumOf sum) {
    Declaration other =
        dataset.tables().stream()
            .filter(table -> table.fills().equals(sum.table()))
            .findFirst()
            .orElseThrow();
    SampleFile parts = of(dataset, other, json);
    List<String> first = new ArrayList<>(rows.get(0));
    sum.columns()
        .forEach(
            (column, part) -> {
              int at = at(column);
              long more = parts.sum(parts.at(part)) - sum(at);
              first.set(at, Long.toString(Long.parseLong(first.get(at)) + more));
            });
    List<List<String>> changed = new ArrayList<>(rows);
    changed.set(0, first);
    return with(changed);
  }

  /** Whether a row filter looks at a column that fills nothing. */
  private static boolean tellsRows(Declaration declaration, Declaration.Column column) {
    return declaration.rows() != null && declaration.rows().header().equals(column.header());
  }

  /** Where the column is that fills a column of the table. */
  private int at(String column) {
    return headers.indexOf(declaration.filling(column).orElseThrow().header());
  }

  private long sum(int at) {
    return rows.stream().mapToLong(row -> Long.parseLong(row.get(at))).sum();
  }

  /** The same with another figure in a row. */
  SampleFile withAnother(String column, int row) {
    List<List<String>> changed = new ArrayList<>(rows);
    String figure = rows.get(row).get(at(column));
    changed.set(row, with(rows.get(row), at(column), figure + "1"));
    return with(changed);
  }

  SourceFile source() {
    return new SourceFile(dataset.id(), DATE, json ? "sample.json" : "sample.csv");
  }

  /** How many rows are neither totals nor adjustments. */
  long facts() {
    Totals totals = notKept(declaration);
    if (totals == null) {
      return rows.size();
    }
    int mark = headers.indexOf(totals.header());
    return rows.stream()
        .filter(row -> !totals.total().contains(row.get(mark)))
        .filter(row -> !row.get(mark).equals(totals.adjustment()))
        .count();
  }

  /** The same file, of another date. */
  SampleFile of(LocalDate other) {
    int column = dates();
    if (column < 0) {
      return new SampleFile(dataset, declaration, json, other, headers, rows);
    }
    List<List<String>> changed =
        rows.stream().map(row -> with(row, column, slashed(other))).toList();
    return new SampleFile(dataset, declaration, json, other, headers, changed);
  }

  /** The same file with another name of a column. */
  SampleFile renamed(int column, String name) {
    return new SampleFile(dataset, declaration, json, date, with(headers, column, name), rows);
  }

  SampleFile without(int column) {
    return new SampleFile(
        dataset,
        declaration,
        json,
        date,
        removed(headers, column),
        rows.stream().map(row -> removed(row, column)).toList());
  }

  SampleFile inserted(int column, String name, String cell) {
    return new SampleFile(
        dataset,
        declaration,
        json,
        date,
        added(headers, column, name),
        rows.stream().map(row -> added(row, column, cell)).toList());
  }

  SampleFile with(List<List<String>> other) {
    return new SampleFile(dataset, declaration, json, date, headers, other);
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
    List<SampleFile> tables = new ArrayList<>();
    tables.add(this);
    // In a plain CSV all blocks share one table.
    if (reader() == Reader.TWSE_TABLE || reader() == Reader.TPEX_TABLE) {
      Set<List<Declaration.Column>> seen = new HashSet<>(List.of(declaration.columns()));
      dataset.tables().stream()
          .filter(other -> seen.add(other.columns()))
          .map(other -> of(dataset, other, json).of(date))
          .map(other -> rows.isEmpty() ? other.with(List.of()) : other)
          .forEach(tables::add);
    }
    if (json) {
      return jsonText(tables).getBytes(StandardCharsets.UTF_8);
    }
    StringBuilder text = new StringBuilder();
    tables.forEach(
        table -> text.append(reader() == Reader.ISIN_PAGE ? table.page() : table.csvText()));
    Charset encoding =
        reader() == Reader.TWSE_TABLE
            ? Charset.forName("MS950")
            : Charset.forName(dataset.encoding());
    return text.toString().getBytes(encoding);
  }

  private String jsonText(List<SampleFile> tables) {
    String said = date.toString().replace("-", "");
    boolean single = tables.size() == 1 && reader() == Reader.TWSE_TABLE;
    return single
        ? "{\"stat\":\"OK\",\"date\":\"%s\",%s}".formatted(said, jsonTable())
        : "{\"stat\":\"OK\",\"date\":\"%s\",\"tables\":[%s]}"
            .formatted(
                said,
                tables.stream()
                    .map(table -> "{" + table.jsonTable() + "}")
                    .collect(Collectors.joining(",")));
  }

  private String jsonTable() {
    return "\"title\":\"%s\",\"fields\":[%s],\"data\":[%s]"
        .formatted(
            title(),
            quoted(publishedHeaders()),
            publishedRows().stream()
                .map(row -> "[" + quoted(row) + "]")
                .collect(Collectors.joining(",")));
  }

  /** A row a line, and the end of the table behind the last one. */
  private String page() {
    StringBuilder text =
        new StringBuilder("<h2>最近更新日期:%s</h2><table>\r\n".formatted(slashed(date)));
    text.append(pageRow(headers));
    rows.forEach(row -> text.append("\r\n").append(pageRow(row)));
    return text.append("</table>\r\n").toString();
  }

  private static String pageRow(List<String> cells) {
    return cells.stream().collect(Collectors.joining("</td><td>", "<tr><td>", "</td></tr>"));
  }

  private static String slashed(LocalDate date) {
    return date.toString().replace('-', '/');
  }

  private String csvText() {
    boolean quotes = reader() == Reader.TWSE_TABLE || reader() == Reader.TPEX_TABLE;
    String end = reader() == Reader.TWSE_TABLE ? ",\r\n" : "\r\n";
    StringBuilder text = new StringBuilder();
    if (quotes && !title().isEmpty()) {
      text.append(reader() == Reader.TWSE_TABLE ? quoted(List.of(title())) : title());
      text.append("\r\n");
    }
    boolean quotedHeader = reader() == Reader.TWSE_TABLE;
    text.append(quotedHeader ? quoted(publishedHeaders()) : String.join(",", publishedHeaders()));
    text.append(end);
    for (List<String> row : publishedRows()) {
      text.append(quotes ? quoted(row) : String.join(",", row)).append(end);
    }
    return text.toString();
  }

  private List<String> publishedHeaders() {
    return declaration.transposed() ? columnOf(0) : headers;
  }

  private List<List<String>> publishedRows() {
    return declaration.transposed()
        ? IntStream.range(1, headers.size()).mapToObj(this::columnOf).toList()
        : rows;
  }

  private List<String> columnOf(int at) {
    List<String> cells = new ArrayList<>(List.of(headers.get(at)));
    rows.forEach(row -> cells.add(row.get(at)));
    return cells;
  }

  private Reader reader() {
    return declaration.reader();
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

  /** How many lines stand above the first row. */
  int rowsBegin() {
    boolean titled = reader() == Reader.TWSE_TABLE || reader() == Reader.TPEX_TABLE;
    return reader() == Reader.ISIN_PAGE || (titled && !title().isEmpty()) ? 2 : 1;
  }

  private String title() {
    String day =
        (reader() == Reader.TPEX_TABLE ? "資料日期:%d/%02d/%02d" : "%d年%02d月%02d日 ")
            .formatted(date.getYear() - 1911, date.getMonthValue(), date.getDayOfMonth());
    Declaration.FoundBy by = declaration.foundBy();
    return day + (by == null || by.titles().isEmpty() ? "報表" : by.titles().get(0));
  }

  private int dates() {
    return declaration.dated().map(column -> headers.indexOf(column.header())).orElse(-1);
  }

  /** The totals that are no facts, if there are some. */
  private static @Nullable Totals notKept(Declaration declaration) {
    return declaration.totals().stream().filter(totals -> !totals.kept()).findFirst().orElse(null);
  }

  private static List<List<String>> group(
      Declaration declaration, List<Declaration.Column> columns, int number) {
    Totals totals = notKept(declaration);
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
        total.set(i, totals.total().get(0));
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
      // Where some rows are the sums of others, nought is the sum of noughts.
      boolean nought =
          declaration.totals().stream()
              .anyMatch(totals -> totals.kept() && totals.addUp().contains(column.column()));
      String cell = nought ? "0" : cell(column, number, part);
      cells.merge(column.header(), cell, SampleFile::fuller);
    }
    Declaration.RowFilter filter = declaration.rows();
    if (filter != null) {
      cells.put(
          filter.header(),
          filter.matches() == null
              ? filter.is().get(0)
              : EXPIRIES.stream().filter(filter.wanted()).findFirst().orElseThrow());
    }
    for (RowCheck check : declaration.checks()) {
      List<String> headers =
          check.names().stream()
              .map(name -> declaration.filling(name).orElseThrow().header())
              .toList();
      if (check.rule() == RowCheck.Rule.ASCENDING) {
        headers.forEach(header -> cells.put(header, Integer.toString(number)));
      } else if (check.rule() == RowCheck.Rule.SUM) {
        BigDecimal sum = BigDecimal.ZERO;
        for (int i = 1; i < headers.size(); i++) {
          BigDecimal each = new BigDecimal(cells.get(headers.get(i)));
          sum = RowCheck.isTakenOff(check.columns().get(i)) ? sum.subtract(each) : sum.add(each);
        }
        cells.put(headers.get(0), sum.toPlainString());
      } else if (check.rule() != RowCheck.Rule.ODD_LOTS) {
        BigDecimal left = new BigDecimal(cells.get(headers.get(1)));
        BigDecimal right = new BigDecimal(cells.get(headers.get(2)));
        cells.put(
            headers.get(0),
            switch (check.rule()) {
              case DIFFERENCE -> left.subtract(right).toPlainString();
              case PERCENTAGE ->
                  left.movePointRight(2).divide(right, 2, RoundingMode.HALF_UP).toPlainString();
              case QUOTIENT_WITHIN ->
                  left.multiply(right).setScale(0, RoundingMode.HALF_UP).toPlainString();
              case ASCENDING, SUM, ODD_LOTS -> throw new IllegalStateException();
            });
      }
    }
    return List.copyOf(cells.values());
  }

  /** Of what two columns have in one cell: a number with another in brackets, else the first. */
  private static String fuller(String one, String other) {
    return other.endsWith(")") || one.isEmpty() ? other : one;
  }

  private static String cell(Declaration.Column column, int number, int part) {
    if (column.contract() != null) {
      return switch (column.contract()) {
        // A name that the dictionary knows is a code everywhere.
        case PRODUCT -> column.header().contains("名稱") ? "臺股期貨" : "TXO";
        case EXPIRE -> EXPIRIES.get(0);
        case STRIKE -> 22_000 + number + ".5000";
        case OPTION_TYPE -> word(column, number);
      };
    }
    if (column.cell() == null) {
      return "";
    }
    return switch (column.cell()) {
      case WORD -> word(column, FACTS_OF_A_TOTAL * number + part - 1);
      case FLAG -> "";
      case INDEX -> "名稱" + number;
      case COUNT_IN_BRACKETS -> "100(%d)".formatted(number);
      case CODE -> "%04d".formatted(number);
      case TEXT -> "名稱" + number;
      case NUMBER -> Integer.toString(part);
      case COUNT, SHARES, LOTS, NET, MONEY -> Integer.toString(1000 + number + part);
      case PRICE, RATIO, PERCENT -> "12.5" + number % 10;
      case SIGNED -> "-0.50";
      case DATE -> slashed(DATE);
      case YEAR -> "112";
      case QUARTER -> "113/3";
    };
  }

  private static String word(Declaration.Column column, int number) {
    List<String> words = column.words().keySet().stream().sorted().toList();
    return words.get(number % words.size());
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

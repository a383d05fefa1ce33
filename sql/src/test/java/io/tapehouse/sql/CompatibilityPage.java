package io.tapehouse.sql;

import io.tapehouse.sql.result.ResultWriter;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The tables of {@code docs/sql-compatibility.md}. */
final class CompatibilityPage {

  private static final Path PAGE = Path.of("../docs/sql-compatibility.md");

  /** A bar that is not escaped. */
  private static final Pattern BAR = Pattern.compile("(?<!\\\\)\\|");

  private CompatibilityPage() {}

  /**
   * A row.
   *
   * @param section the heading of the second level
   * @param cells without the marks of code
   */
  record Row(String section, List<String> cells) {

    String query() {
      return cells.get(1);
    }

    @Override
    public String toString() {
      return cells.get(0) + ": " + query();
    }
  }

  /** The rows of one section's tables. */
  static List<Row> rows(String section) {
    List<Row> rows = new ArrayList<>();
    String at = "";
    try {
      for (String line : Files.readAllLines(PAGE)) {
        if (line.startsWith("## ")) {
          at = line.substring(3);
        } else if (at.equals(section)
            && line.startsWith("|")
            && !line.startsWith("|-")
            && !line.startsWith("| feature")) {
          rows.add(new Row(at, cells(line)));
        }
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return rows;
  }

  private static List<String> cells(String line) {
    String[] all = BAR.split(line, -1);
    return Arrays.stream(all, 1, all.length - 1).map(CompatibilityPage::cell).toList();
  }

  private static String cell(String text) {
    String bare = text.strip().replace("\\|", "|");
    boolean code = bare.matches("`[^`]*`");
    return code ? bare.substring(1, bare.length() - 1) : bare;
  }

  /** What a query gives: the names of its columns and its rows. */
  static final class Answer implements ResultWriter {

    private List<String> columns = List.of();
    private final List<List<String>> rows = new ArrayList<>();

    static Answer of(Warehouse warehouse, String sql) {
      Answer answer = new Answer();
      try {
        warehouse.query(sql, answer);
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
      return answer;
    }

    List<String> columns() {
      return columns;
    }

    /** As the page has them: rows with a semicolon between them. */
    String rows() {
      return rows.stream().map(row -> String.join(", ", row)).collect(Collectors.joining("; "));
    }

    /** Of the rows of a DESCRIBE the types, as the page has them. */
    List<String> types() {
      return rows.stream().map(row -> type(row.get(1))).toList();
    }

    /** The columns with these types, as the page has them. */
    String columns(List<String> types) {
      return IntStream.range(0, columns.size())
          .mapToObj(i -> columns.get(i) + " " + types.get(i))
          .collect(Collectors.joining(", "));
    }

    @Override
    public void begin(List<String> names) {
      columns = List.copyOf(names);
    }

    @Override
    public void row(@Nullable Object[] values) {
      rows.add(Arrays.stream(values).map(Answer::text).toList());
    }

    @Override
    public void end() {
      // All rows are here.
    }

    private static String type(String duckDb) {
      return switch (duckDb) {
        case "DOUBLE" -> "double precision";
        case "TIMESTAMP WITH TIME ZONE" -> "timestamptz";
        case "HUGEINT" -> "numeric(38,0)";
        default -> duckDb.toLowerCase(Locale.ROOT).replace("decimal", "numeric");
      };
    }

    /** Numbers of different types have one text when they are equal. */
    private static String text(@Nullable Object value) {
      if (value == null) {
        return "NULL";
      }
      if (value instanceof Number) {
        return new BigDecimal(value.toString()).stripTrailingZeros().toPlainString();
      }
      if (value instanceof OffsetDateTime moment) {
        return moment.withOffsetSameInstant(ZoneOffset.UTC) + "";
      }
      return value.toString();
    }
  }
}

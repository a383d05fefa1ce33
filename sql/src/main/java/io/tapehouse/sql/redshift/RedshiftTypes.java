package io.tapehouse.sql.redshift;

import io.tapehouse.dictionary.Table;
import io.tapehouse.sql.jdbc.Identifier;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Columns as Redshift has them: the dictionary's VARCHAR counts characters, Redshift's counts bytes
 * of UTF-8.
 *
 * @see <a href="https://docs.aws.amazon.com/redshift/latest/dg/r_Character_types.html">character
 *     types</a>
 */
final class RedshiftTypes {

  /** Bytes of the longest VARCHAR. */
  static final int LONGEST = 65535;

  private static final int BYTES_A_CHARACTER = 4;

  /** Columns with words of publishers in them, in whatever table; all others are ASCII. */
  private static final Set<String> WORDS =
      Set.of(
          "name",
          "name_local",
          "index_name",
          "underlying",
          "product",
          "stock_name",
          "address",
          "note",
          "subject",
          "expected",
          "found",
          "file_name",
          "reason",
          "raw");

  /** Columns of the lake that only the load cuts off. */
  private static final Set<String> UNCUT = Set.of("reason", "raw");

  private static final Pattern VARCHAR = Pattern.compile("VARCHAR\\((\\d+)\\)");

  private RedshiftTypes() {}

  /** The type of a column of the warehouse. */
  static String of(String column, String type) {
    Matcher varchar = VARCHAR.matcher(type);
    if (!varchar.matches() || !WORDS.contains(column)) {
      return type;
    }
    int bytes = Math.min(LONGEST, BYTES_A_CHARACTER * Integer.parseInt(varchar.group(1)));
    return "VARCHAR(" + bytes + ")";
  }

  /** A column into which COPY puts one of the lake: name and type. */
  static String copied(Table.Column column) {
    String type =
        UNCUT.contains(column.name())
            ? "VARCHAR(" + LONGEST + ")"
            : of(column.name(), column.type());
    return Identifier.of(column.name()) + " " + type;
  }
}

package io.tapehouse.gateway.encoding;

import io.tapehouse.gateway.wire.MessageBuffer;
import java.util.List;

/**
 * A column of a result, as a RowDescription has it.
 *
 * @param name its name; several columns may have the same
 * @param type its type, or that of the elements
 * @param isArray whether it has arrays
 * @param modifier precision and scale of a NUMERIC, {@code ((p << 16) | s) + 4}; else -1
 */
public record ResultColumn(String name, PgType type, boolean isArray, int modifier) {

  /** No modifier. */
  public static final int NONE = -1;

  private static final int MODIFIER_OFFSET = 4;

  /** A column of text. */
  public static ResultColumn text(String name) {
    return new ResultColumn(name, PgType.TEXT, false, NONE);
  }

  /**
   * A column of DuckDB.
   *
   * @param engineType as DuckDB names it: {@code BIGINT}, {@code DECIMAL(10,2)}, {@code INTEGER[]}
   */
  public static ResultColumn ofEngine(String name, String engineType) {
    if (engineType.endsWith("[]") && !engineType.endsWith("[][]")) {
      String element = engineType.substring(0, engineType.length() - 2);
      return new ResultColumn(name, PgType.ofEngine(element), true, NONE);
    }
    PgType type = engineType.endsWith("]") ? PgType.VARCHAR : PgType.ofEngine(engineType);
    return new ResultColumn(
        name, type, false, type == PgType.NUMERIC ? modifier(engineType) : NONE);
  }

  /** The same of the catalogue, where lists of BIGINT are numbers of objects. */
  public static ResultColumn ofCatalog(String name, String engineType) {
    return engineType.equals("BIGINT[]")
        ? new ResultColumn(name, PgType.OID, true, NONE)
        : ofEngine(name, engineType);
  }

  private static int modifier(String engineType) {
    if (engineType.equals("HUGEINT")) {
      return (38 << 16) + MODIFIER_OFFSET;
    }
    int open = engineType.indexOf('(');
    int comma = engineType.indexOf(',', open + 1);
    if (open < 0 || comma < 0) {
      return NONE;
    }
    int precision = Integer.parseInt(engineType.substring(open + 1, comma).strip());
    int scale = Integer.parseInt(engineType.substring(comma + 1, engineType.length() - 1).strip());
    return ((precision << 16) | scale) + MODIFIER_OFFSET;
  }

  /** The number of its type. */
  public int oid() {
    return isArray ? type.arrayOid() : type.oid();
  }

  /**
   * Writes a RowDescription.
   *
   * @param formats of each column, 0 for text, 1 for binary
   */
  public static void describe(List<ResultColumn> columns, int[] formats, MessageBuffer out) {
    out.begin('T').int16(columns.size());
    for (int i = 0; i < columns.size(); i++) {
      ResultColumn column = columns.get(i);
      out.text(column.name)
          // Neither table nor column number: a client that wants those would look them up.
          .int32(0)
          .int16(0)
          .int32(column.oid())
          .int16(column.isArray ? -1 : column.type.size())
          .int32(column.modifier)
          .int16(formats[i]);
    }
    out.end();
  }
}

package io.tapehouse.gateway.encoding;

import io.tapehouse.gateway.wire.MessageBuffer;
import java.util.Locale;
import java.util.Optional;
import org.duckdb.DuckDBReadableVector;

/**
 * Writes a cell of a column of DuckDB with its length before it. Integers and floating-point
 * numbers go without objects: most columns of the warehouse are such.
 */
@FunctionalInterface
interface VectorCell {

  void write(DuckDBReadableVector vector, int row, MessageBuffer out);

  /** Reads an integer. */
  @FunctionalInterface
  interface Whole {
    long read(DuckDBReadableVector vector, int row);
  }

  /** Reads an object. */
  @FunctionalInterface
  interface Boxed {
    Object read(DuckDBReadableVector vector, int row);
  }

  /**
   * The writer of a column, or none: types of which DuckDB's driver has no vectors go as objects.
   *
   * @param engineType as DuckDB names it
   */
  static Optional<VectorCell> of(
      ResultColumn column, String engineType, boolean binary, ValueWriter writer) {
    String upper = engineType.toUpperCase(Locale.ROOT);
    return switch (upper.startsWith("DECIMAL(") && !upper.endsWith("]") ? "DECIMAL" : upper) {
      case "TINYINT" -> whole(DuckDBReadableVector::getByte, column, binary);
      case "SMALLINT" -> whole(DuckDBReadableVector::getShort, column, binary);
      case "UTINYINT" -> whole(DuckDBReadableVector::getUint8, column, binary);
      case "USMALLINT" -> whole(DuckDBReadableVector::getUint16, column, binary);
      case "INTEGER" -> whole(DuckDBReadableVector::getInt, column, binary);
      case "UINTEGER" -> whole(DuckDBReadableVector::getUint32, column, binary);
      case "BIGINT" -> whole(DuckDBReadableVector::getLong, column, binary);
      case "FLOAT" -> boxed(DuckDBReadableVector::getFloat, writer);
      case "DOUBLE" ->
          binary
              ? Optional.of(
                  (vector, row, out) ->
                      out.int32(Double.BYTES).int64(Double.doubleToLongBits(vector.getDouble(row))))
              : boxed(DuckDBReadableVector::getDouble, writer);
      case "DECIMAL" -> boxed(DuckDBReadableVector::getBigDecimal, writer);
      case "HUGEINT" -> boxed(DuckDBReadableVector::getHugeInt, writer);
      case "UBIGINT" -> boxed(DuckDBReadableVector::getUint64, writer);
      case "BOOLEAN" -> boxed(DuckDBReadableVector::getBoolean, writer);
      case "VARCHAR" -> boxed(DuckDBReadableVector::getString, writer);
      case "DATE" -> boxed(DuckDBReadableVector::getLocalDate, writer);
      case "TIMESTAMP", "TIMESTAMP_S", "TIMESTAMP_MS", "TIMESTAMP_NS" ->
          boxed(DuckDBReadableVector::getLocalDateTime, writer);
      case "TIMESTAMP WITH TIME ZONE" -> boxed(DuckDBReadableVector::getOffsetDateTime, writer);
      default -> Optional.empty();
    };
  }

  private static Optional<VectorCell> boxed(Boxed reader, ValueWriter writer) {
    return Optional.of(
        (vector, row, out) -> {
          int at = out.length();
          out.int32(0);
          writer.write(reader.read(vector, row), out);
          out.setInt32(at, out.length() - at - Integer.BYTES);
        });
  }

  private static Optional<VectorCell> whole(Whole reader, ResultColumn column, boolean binary) {
    if (!binary) {
      return Optional.of(
          (vector, row, out) -> {
            int at = out.length();
            out.int32(0);
            TextFormat.integer(reader.read(vector, row), out);
            out.setInt32(at, out.length() - at - Integer.BYTES);
          });
    }
    return Optional.of(
        switch (column.type()) {
          case INT2 ->
              (vector, row, out) -> out.int32(Short.BYTES).int16((int) reader.read(vector, row));
          case INT4 ->
              (vector, row, out) -> out.int32(Integer.BYTES).int32((int) reader.read(vector, row));
          default -> (vector, row, out) -> out.int32(Long.BYTES).int64(reader.read(vector, row));
        });
  }
}

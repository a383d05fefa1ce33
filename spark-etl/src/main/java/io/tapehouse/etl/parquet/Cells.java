package io.tapehouse.etl.parquet;

import io.tapehouse.dictionary.Table;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import org.apache.parquet.column.ColumnWriter;
import org.apache.parquet.io.api.Binary;
import org.jspecify.annotations.Nullable;

/** Takes the cells of a row in the order of the table's columns. */
public final class Cells {

  private final Table table;
  private final int[] decimals;
  private final boolean[] narrow;

  /** Of each column, what Parquet notes of a value that is there. */
  private final int[] levels;

  /** Of each column the last text, if it came as one, and the same encoded. */
  private final @Nullable String[] texts;

  private final Binary[] encoded;
  private ColumnWriter[] writers;
  private int column;

  Cells(Table table, ColumnWriter[] writers) {
    this.table = table;
    this.writers = writers;
    decimals =
        table.columns().stream()
            .mapToInt(column -> ParquetSchema.decimals(column.type()))
            .toArray();
    levels = table.columns().stream().mapToInt(column -> column.nullable() ? 1 : 0).toArray();
    texts = new @Nullable String[levels.length];
    encoded = new Binary[levels.length];
    narrow = new boolean[levels.length];
    for (int i = 0; i < narrow.length; i++) {
      narrow[i] = ParquetSchema.isNarrow(table.columns().get(i).type());
    }
  }

  /** From now on cells go to these. */
  void to(ColumnWriter[] others) {
    writers = others;
  }

  void begin() {
    column = 0;
  }

  void end() {
    if (column != levels.length) {
      throw new IllegalStateException(
          "a row of %s has %d columns, but %d cells were given"
              .formatted(table.name(), levels.length, column));
    }
  }

  /** A text, encoded once where many rows share it. */
  public void text(Binary value) {
    writers[column].write(value, 0, levels[column]);
    column++;
  }

  /** A text as {@link #text(Binary)} takes it. */
  public static Binary encoded(String value) {
    return Binary.fromConstantByteArray(value.getBytes(StandardCharsets.UTF_8));
  }

  /** A text, or nothing. */
  @SuppressWarnings("ReferenceEquality") // the same object, which is what is quick to see
  public void text(@Nullable String value) {
    if (value == null) {
      none();
    } else {
      // Many rows in a row have the same text; it is encoded once.
      if (value != texts[column]) {
        texts[column] = value;
        encoded[column] = encoded(value);
      }
      text(encoded[column]);
    }
  }

  /** A decimal given in millionths. */
  public void decimal(long millionths) {
    longCell(millionths);
  }

  /** A decimal, or nothing. */
  public void decimal(@Nullable BigDecimal value) {
    if (value == null) {
      none();
    } else {
      BigInteger unscaled = value.setScale(decimals[column]).unscaledValue();
      if (narrow[column]) {
        integer(unscaled.intValueExact());
      } else {
        longCell(unscaled.longValueExact());
      }
    }
  }

  /** A whole number of 64 bits. */
  public void bigint(long value) {
    longCell(value);
  }

  /** A moment in microseconds since 1970. */
  public void timestamp(long micros) {
    longCell(micros);
  }

  /** A whole number of 32 bits. */
  public void integer(int value) {
    writers[column].write(value, 0, levels[column]);
    column++;
  }

  /** A date as the day since 1970. */
  public void date(int epochDay) {
    integer(epochDay);
  }

  /** A floating-point number; NaN is nothing. */
  public void floating(double value) {
    if (Double.isNaN(value)) {
      none();
      return;
    }
    writers[column].write(value, 0, levels[column]);
    column++;
  }

  /** Yes or no. */
  public void bool(boolean value) {
    writers[column].write(value, 0, levels[column]);
    column++;
  }

  /** Nothing: NULL. */
  public void none() {
    if (levels[column] == 0) {
      throw new IllegalStateException(
          "%s.%s has a value in every row, but none was given"
              .formatted(table.name(), table.columns().get(column).name()));
    }
    writers[column].writeNull(0, 0);
    column++;
  }

  private void longCell(long value) {
    writers[column].write(value, 0, levels[column]);
    column++;
  }
}

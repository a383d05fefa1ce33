package io.tapehouse.etl.parquet;

import io.tapehouse.dictionary.Table;
import java.math.BigDecimal;
import java.math.BigInteger;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.jspecify.annotations.Nullable;

/** Takes the cells of a row in the order of the table's columns. */
public final class Cells {

  private final Table table;
  private final String[] names;
  private final int[] decimals;
  private final boolean[] narrow;
  private final RecordConsumer consumer;
  private int column;

  Cells(Table table, RecordConsumer consumer) {
    this.table = table;
    this.consumer = consumer;
    names = table.columns().stream().map(Table.Column::name).toArray(String[]::new);
    decimals =
        table.columns().stream()
            .mapToInt(column -> ParquetSchema.decimals(column.type()))
            .toArray();
    narrow = new boolean[names.length];
    for (int i = 0; i < narrow.length; i++) {
      narrow[i] = ParquetSchema.isNarrow(table.columns().get(i).type());
    }
  }

  void begin() {
    column = 0;
  }

  void end() {
    if (column != names.length) {
      throw new IllegalStateException(
          "a row of %s has %d columns, but %d cells were given"
              .formatted(table.name(), names.length, column));
    }
  }

  /** A text, encoded once where many rows share it. */
  public void text(Binary value) {
    start();
    consumer.addBinary(value);
    stop();
  }

  /** A text, or nothing. */
  public void text(@Nullable String value) {
    if (value == null) {
      none();
    } else {
      text(Binary.fromString(value));
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
    start();
    consumer.addInteger(value);
    stop();
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
    start();
    consumer.addDouble(value);
    stop();
  }

  /** Yes or no. */
  public void bool(boolean value) {
    start();
    consumer.addBoolean(value);
    stop();
  }

  /** Nothing: NULL. */
  public void none() {
    column++;
  }

  private void longCell(long value) {
    start();
    consumer.addLong(value);
    stop();
  }

  private void start() {
    consumer.startField(names[column], column);
  }

  private void stop() {
    consumer.endField(names[column], column);
    column++;
  }
}

package io.tapehouse.etl.parquet;

import io.tapehouse.dictionary.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.io.api.Binary;
import org.jspecify.annotations.Nullable;

/**
 * Writes the rows of one table of the lake into one Parquet file on the local disk. The file of a
 * table without rows is never made. Not safe for use by many threads.
 *
 * @param <T> what a row is made of
 */
public final class TableWriter<T> implements TableFile {

  /** One group a file as a rule: a day of a table is small, and a reader wants it whole. */
  private static final long ROW_GROUP_BYTES = 64L << 20;

  private final Table table;
  private final Path file;
  private final Binary attempt;
  private final RowEncoder<T> encoder;
  private @Nullable ColumnFile open;
  private @Nullable Cells cells;
  private long rows;

  /** Writes the cells of a row. */
  @FunctionalInterface
  public interface RowEncoder<T> {

    /** Calls one method of {@code cells} for each column but the first, in their order. */
    void encode(T row, Cells cells);
  }

  /**
   * A writer for {@code table} into {@code file}, which must not exist.
   *
   * @param attemptId goes into the first column of each row, as in every table of the lake
   */
  public TableWriter(Table table, Path file, String attemptId, RowEncoder<T> encoder) {
    this.table = table;
    this.attempt = Cells.encoded(attemptId);
    this.file = file;
    this.encoder = encoder;
  }

  @Override
  public Table table() {
    return table;
  }

  /** Writes a row. */
  public void write(T row) throws IOException {
    ColumnFile columns = open;
    Cells into = cells;
    if (columns == null || into == null) {
      columns = new ColumnFile(file, ParquetSchema.of(table), properties(table), ROW_GROUP_BYTES);
      open = columns;
      into = new Cells(table, columns.columns());
      cells = into;
    }
    into.begin();
    into.text(attempt);
    encoder.encode(row, into);
    into.end();
    if (columns.endRow()) {
      into.to(columns.columns());
    }
    rows++;
  }

  @Override
  public long rows() {
    return rows;
  }

  @Override
  public Path file() {
    return file;
  }

  @Override
  public void close() throws IOException {
    ColumnFile columns = open;
    open = null;
    if (columns != null) {
      columns.close();
    }
  }

  @Override
  public void abandon() throws IOException {
    ColumnFile columns = open;
    open = null;
    if (columns != null) {
      columns.abandon();
    }
    Files.deleteIfExists(file);
  }

  /**
   * Texts, dates and moments repeat; figures seldom do, and looking each up costs more than it
   * saves.
   */
  private static boolean repeats(Table.Column column) {
    return switch (column.type()) {
      case "NUMERIC(18,6)", "DOUBLE PRECISION", "BIGINT" -> false;
      default -> true;
    };
  }

  /** How the columns of a table are written. */
  static ParquetProperties properties(Table table) {
    ParquetProperties.Builder properties =
        ParquetProperties.builder()
            // Sizes of pages, beside least and greatest values: no reader of ours asks for them.
            .withSizeStatisticsEnabled(false)
            .withValuesWriterFactory(new LakeValues());
    for (Table.Column column : table.columns()) {
      properties.withDictionaryEncoding(column.name(), repeats(column));
    }
    return properties.build();
  }
}

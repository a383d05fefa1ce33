package io.tapehouse.etl.parquet;

import java.io.IOException;
import java.nio.file.Path;
import org.apache.parquet.column.ColumnWriteStore;
import org.apache.parquet.column.ColumnWriter;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.schema.MessageType;

/**
 * A Parquet file on the local disk whose values go straight to the writers of its columns.
 * Parquet's own {@code ParquetWriter} puts a consumer of records between, which follows each value
 * through the tree of a schema; ours have no tree, and it took a third of the time. Not safe for
 * use by many threads.
 */
final class ColumnFile {

  /** To add up what all columns hold is not for every row. */
  private static final int ROWS_BETWEEN_CHECKS = 10_000;

  private final MessageType schema;
  private final ParquetProperties properties;
  private final GroupFile file;
  private final long groupBytes;
  private ColumnWriteStore columns;
  private long rows;

  /**
   * Begins a file.
   *
   * @param path must not exist
   * @param schema without groups and repeated fields
   * @param groupBytes a group of rows ends when its columns hold so much
   */
  ColumnFile(Path path, MessageType schema, ParquetProperties properties, long groupBytes)
      throws IOException {
    this.schema = schema;
    this.properties = properties;
    this.groupBytes = groupBytes;
    this.file = new GroupFile(path, schema, properties, groupBytes);
    this.columns = newColumns();
  }

  /** The writers of the columns, in the order of the schema, until a group ends. */
  ColumnWriter[] columns() {
    return schema.getColumns().stream().map(columns::getColumnWriter).toArray(ColumnWriter[]::new);
  }

  /**
   * Ends a row of which each column has a value.
   *
   * @return whether a group ended with it, so that the next row has other writers
   */
  boolean endRow() throws IOException {
    columns.endRecord();
    rows++;
    if (rows % ROWS_BETWEEN_CHECKS != 0 || columns.getBufferedSize() < groupBytes) {
      return false;
    }
    endGroup();
    columns = newColumns();
    return true;
  }

  /** Writes what is held back, and the footer. */
  void close() throws IOException {
    try {
      if (rows > 0) {
        endGroup();
      }
    } catch (IOException | RuntimeException e) {
      file.abandon();
      throw e;
    }
    file.close();
  }

  /** Ends without a footer; the file is none that can be read. */
  void abandon() throws IOException {
    file.abandon();
  }

  private void endGroup() throws IOException {
    columns.flush();
    file.endGroup(rows);
    rows = 0;
  }

  private ColumnWriteStore newColumns() {
    return properties.newColumnWriteStore(schema, file.pages(), file.pages());
  }
}

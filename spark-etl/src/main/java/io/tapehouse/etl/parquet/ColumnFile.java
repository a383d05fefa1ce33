package io.tapehouse.etl.parquet;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.apache.parquet.column.ColumnWriteStore;
import org.apache.parquet.column.ColumnWriter;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.compression.CompressionCodecFactory.BytesInputCompressor;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.CodecFactory;
import org.apache.parquet.hadoop.ColumnChunkPageWriteStore;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalOutputFile;
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
  private final CodecFactory codecs;
  private final BytesInputCompressor compressor;
  private final ParquetFileWriter file;
  private final long groupBytes;
  private ColumnChunkPageWriteStore pages;
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
    this.codecs =
        new CodecFactory(new PlainParquetConfiguration(), properties.getPageSizeThreshold());
    this.compressor = codecs.getCompressor(CompressionCodecName.SNAPPY);
    this.file =
        new ParquetFileWriter(
            new LocalOutputFile(path),
            schema,
            ParquetFileWriter.Mode.CREATE,
            groupBytes,
            ParquetWriter.MAX_PADDING_SIZE_DEFAULT,
            properties.getColumnIndexTruncateLength(),
            properties.getStatisticsTruncateLength(),
            properties.getPageWriteChecksumEnabled());
    file.start();
    beginGroup();
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
    beginGroup();
    return true;
  }

  /** Writes what is held back, and the footer. */
  void close() throws IOException {
    try (file) {
      endGroup();
      file.end(Map.of());
    } finally {
      codecs.release();
    }
  }

  /** Ends without a footer; the file is none that can be read. */
  void abandon() throws IOException {
    try (file) {
      pages.close();
    } finally {
      codecs.release();
    }
  }

  private void beginGroup() {
    rows = 0;
    pages =
        new ColumnChunkPageWriteStore(
            compressor,
            schema,
            properties.getAllocator(),
            properties.getColumnIndexTruncateLength(),
            properties.getPageWriteChecksumEnabled());
    columns = properties.newColumnWriteStore(schema, pages, pages);
  }

  private void endGroup() throws IOException {
    if (rows > 0) {
      file.startBlock(rows);
      columns.flush();
      pages.flushToFileWriter(file);
      file.endBlock();
    }
    pages.close();
  }
}

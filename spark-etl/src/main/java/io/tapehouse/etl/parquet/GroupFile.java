package io.tapehouse.etl.parquet;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
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
 * A Parquet file on the local disk, group of rows by group. Who fills the pages of a group is up to
 * the caller. Not safe for use by many threads.
 */
final class GroupFile {

  private final MessageType schema;
  private final ParquetProperties properties;
  private final CodecFactory codecs;
  private final BytesInputCompressor compressor;
  private final ParquetFileWriter file;
  private ColumnChunkPageWriteStore pages;

  /**
   * Begins a file and its first group.
   *
   * @param path must not exist
   * @param groupBytes what a group holds at most, about
   */
  GroupFile(Path path, MessageType schema, ParquetProperties properties, long groupBytes)
      throws IOException {
    this.schema = schema;
    this.properties = properties;
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
    this.pages = newPages();
  }

  /** Takes the pages of the group that is open. */
  ColumnChunkPageWriteStore pages() {
    return pages;
  }

  /** Ends the group, whose pages are all there, and begins the next one. */
  void endGroup(long rows) throws IOException {
    file.startBlock(rows);
    pages.flushToFileWriter(file);
    file.endBlock();
    pages.close();
    pages = newPages();
  }

  /** Writes the footer. Rows of a group that was not ended are lost. */
  void close() throws IOException {
    try (file) {
      pages.close();
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

  private ColumnChunkPageWriteStore newPages() {
    return new ColumnChunkPageWriteStore(
        compressor,
        schema,
        properties.getAllocator(),
        properties.getColumnIndexTruncateLength(),
        properties.getPageWriteChecksumEnabled());
  }
}

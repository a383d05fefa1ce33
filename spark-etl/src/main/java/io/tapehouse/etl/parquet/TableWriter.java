package io.tapehouse.etl.parquet;

import io.tapehouse.dictionary.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.MessageType;

/**
 * Writes the rows of one table of the lake into one Parquet file on the local disk. The file of a
 * table without rows is never made. Not safe for use by many threads.
 *
 * @param <T> what a row is made of
 */
public final class TableWriter<T> implements AutoCloseable {

  /** One group a file: a day of a table is small, and a reader wants it whole. */
  private static final long ROW_GROUP_BYTES = 64L << 20;

  private final Table table;
  private final MessageType schema;
  private final Path file;
  private final Binary attempt;
  private final RowEncoder<T> encoder;
  private ParquetWriter<T> writer;
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
    this.attempt = Binary.fromString(attemptId);
    this.schema = ParquetSchema.of(table);
    this.file = file;
    this.encoder = encoder;
  }

  /** The table that is written. */
  public Table table() {
    return table;
  }

  /** Writes a row. */
  public void write(T row) throws IOException {
    if (writer == null) {
      writer = new Builder().build();
    }
    writer.write(row);
    rows++;
  }

  /** Rows written so far. */
  public long rows() {
    return rows;
  }

  /** Where the file is once this writer is closed; there is none when there were no rows. */
  public Path file() {
    return file;
  }

  @Override
  public void close() throws IOException {
    if (writer != null) {
      writer.close();
      writer = null;
    }
  }

  /** Closes and removes the file. */
  public void abandon() throws IOException {
    close();
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

  private final class Builder extends ParquetWriter.Builder<T, Builder> {

    Builder() {
      super((OutputFile) new LocalOutputFile(file));
      withConf(new PlainParquetConfiguration());
      withCompressionCodec(CompressionCodecName.SNAPPY);
      withRowGroupSize(ROW_GROUP_BYTES);
      for (Table.Column column : table.columns()) {
        withDictionaryEncoding(column.name(), repeats(column));
      }
    }

    @Override
    protected Builder self() {
      return this;
    }

    @Override
    @SuppressWarnings("deprecation") // abstract still, though Parquet itself calls the one below
    protected WriteSupport<T> getWriteSupport(Configuration configuration) {
      return new Support();
    }

    @Override
    protected WriteSupport<T> getWriteSupport(ParquetConfiguration configuration) {
      return new Support();
    }
  }

  private final class Support extends WriteSupport<T> {

    private Cells cells;
    private RecordConsumer consumer;

    @Override
    @SuppressWarnings("deprecation") // as above
    public WriteContext init(Configuration configuration) {
      return new WriteContext(schema, java.util.Map.of());
    }

    @Override
    public WriteContext init(ParquetConfiguration configuration) {
      return new WriteContext(schema, java.util.Map.of());
    }

    @Override
    public void prepareForWrite(RecordConsumer recordConsumer) {
      consumer = recordConsumer;
      cells = new Cells(table, recordConsumer);
    }

    @Override
    public void write(T row) {
      consumer.startMessage();
      cells.begin();
      cells.text(attempt);
      encoder.encode(row, cells);
      cells.end();
      consumer.endMessage();
    }
  }
}

package io.tapehouse.etl.parquet;

import io.tapehouse.dictionary.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.hadoop.ColumnChunkPageWriteStore;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.MessageType;
import org.jspecify.annotations.Nullable;

/**
 * Writes the rows of one table of the lake a group at a time, each column as a whole: for tables of
 * so many rows that a call for each cell, as {@link TableWriter} has it, is what takes the time.
 * Not safe for use by many threads.
 */
public final class GroupWriter implements TableFile {

  private static final long GROUP_BYTES = 64L << 20;

  private final Table table;
  private final Path file;
  private final Binary attempt;
  private final MessageType schema;
  private @Nullable GroupFile open;
  private long rows;

  /**
   * A writer for {@code table} into {@code file}, which must not exist.
   *
   * @param attemptId goes into the first column of each row, as in every table of the lake
   */
  public GroupWriter(Table table, Path file, String attemptId) {
    this.table = table;
    this.file = file;
    this.attempt = Cells.encoded(attemptId);
    this.schema = ParquetSchema.of(table);
  }

  /**
   * Writes a group of rows.
   *
   * @param groupRows how many; none are no group
   * @param columns of all columns but the first, in their order
   */
  public void write(int groupRows, List<ColumnValues> columns) throws IOException {
    List<ColumnDescriptor> descriptors = schema.getColumns();
    if (columns.size() != descriptors.size() - 1) {
      throw new IllegalStateException(
          "a group of %s has %d columns, but %d were given"
              .formatted(table.name(), descriptors.size() - 1, columns.size()));
    }
    if (groupRows == 0) {
      return;
    }
    GroupFile into = open;
    if (into == null) {
      ParquetProperties properties = TableWriter.properties(table);
      into = new GroupFile(file, schema, properties, GROUP_BYTES);
      open = into;
    }
    ColumnChunkPageWriteStore pages = into.pages();
    ColumnValues.Texts attempts = new ColumnValues.Texts();
    attempts.add(attempt, groupRows);
    attempts.write(descriptors.get(0), groupRows, pages.getPageWriter(descriptors.get(0)));
    for (int i = 0; i < columns.size(); i++) {
      ColumnDescriptor column = descriptors.get(i + 1);
      columns.get(i).write(column, groupRows, pages.getPageWriter(column));
    }
    into.endGroup(groupRows);
    rows += groupRows;
  }

  @Override
  public Table table() {
    return table;
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
    GroupFile written = open;
    open = null;
    if (written != null) {
      written.close();
    }
  }

  @Override
  public void abandon() throws IOException {
    GroupFile written = open;
    open = null;
    if (written != null) {
      written.abandon();
    }
    Files.deleteIfExists(file);
  }
}

package io.tapehouse.etl.job;

import io.tapehouse.dictionary.Dictionary;
import io.tapehouse.etl.parquet.GroupWriter;
import io.tapehouse.etl.parquet.TableFile;
import io.tapehouse.etl.parquet.TableWriter;
import io.tapehouse.etl.parquet.TableWriter.RowEncoder;
import io.tapehouse.etl.place.TaskOutput;
import io.tapehouse.extractors.BadRow;
import io.tapehouse.store.job.EtlJob.EtlInput;
import io.tapehouse.store.job.EtlOutcome.RowCounts;
import io.tapehouse.store.lake.Lake;
import io.tapehouse.store.lake.Manifest;
import io.tapehouse.store.lake.Manifest.LakeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one input gives: a Parquet file a table, written to the local disk and carried to the lake
 * when all is well. Nothing is visible before the driver publishes the manifests. Not safe for use
 * by many threads.
 */
final class Output implements AutoCloseable {

  private final EtlInput input;
  private final Dictionary dictionary;
  private final TaskOutput lake;
  private final Path scratch;
  private final String part;
  private final List<TableFile> writers = new ArrayList<>();
  private final Map<String, RowCounts> rows = new LinkedHashMap<>();
  private final List<String> warnings = new ArrayList<>();
  private @Nullable BadRow firstBadRow;
  private long rowsRead;
  private long bytesRead;

  /**
   * @param part names the files of this execution; two executions of one attempt never share it
   */
  Output(EtlInput input, Dictionary dictionary, TaskOutput lake, Path scratch, String part) {
    this.input = input;
    this.dictionary = dictionary;
    this.lake = lake;
    this.scratch = scratch;
    this.part = part;
  }

  /** A writer for a table of the lake. */
  <T> TableWriter<T> table(String name, RowEncoder<T> encoder) {
    TableWriter<T> writer =
        new TableWriter<>(dictionary.lakeTable(name), file(name), input.attemptId(), encoder);
    writers.add(writer);
    return writer;
  }

  /** A writer for a table of the lake that comes in groups of rows. */
  GroupWriter groups(String name) {
    GroupWriter writer = new GroupWriter(dictionary.lakeTable(name), file(name), input.attemptId());
    writers.add(writer);
    return writer;
  }

  private Path file(String table) {
    return scratch.resolve(table + "-" + part + ".parquet");
  }

  /** Counts the rows of the publisher's file that went to a table. */
  void count(String table, long read, long quarantined) {
    count(table, new RowCounts(read, read - quarantined, quarantined));
  }

  /** Counts what became of the rows of the publisher's file that belong to a table. */
  void count(String table, RowCounts counts) {
    rows.put(table, counts);
  }

  /** Counts what was read of the publisher's file, for Spark's own metrics. */
  void read(long fileRows, long fileBytes) {
    rowsRead += fileRows;
    bytesRead += fileBytes;
  }

  /** Something that a person should know and that is no error. */
  void warn(String warning) {
    warnings.add(warning);
  }

  /** Writes the rows that could not be read. */
  void quarantine(List<BadRow> badRows) throws IOException {
    TableWriter<BadRow> writer =
        table(
            "quarantine",
            (row, cells) -> {
              cells.text(row.fileName());
              cells.bigint(row.line());
              cells.text(row.reason());
              cells.text(row.raw());
            });
    for (BadRow row : badRows) {
      writer.write(row);
    }
    if (firstBadRow == null && !badRows.isEmpty()) {
      firstBadRow = badRows.get(0);
    }
  }

  /** Carries the files to the lake. */
  Map<String, Manifest> store() throws IOException {
    Map<String, Manifest> manifests = new LinkedHashMap<>();
    for (TableFile writer : writers) {
      writer.close();
      String table = writer.table().name();
      List<LakeFile> files = new ArrayList<>();
      if (writer.rows() > 0) {
        String name = "part-" + part + ".parquet";
        String folder = Lake.folder(table, input.dataset(), input.date(), input.attemptId());
        lake.put(folder + name, writer.file());
        files.add(new LakeFile(name, Files.size(writer.file()), writer.rows()));
      }
      manifests.put(table, new Manifest(table, input.partition(), input.attemptId(), files));
    }
    return manifests;
  }

  Map<String, RowCounts> rows() {
    return rows;
  }

  /** The first of the rows that could not be read, or nothing. */
  List<BadRow> firstBadRow() {
    return firstBadRow == null ? List.of() : List.of(firstBadRow);
  }

  List<String> warnings() {
    return warnings;
  }

  long rowsRead() {
    return rowsRead;
  }

  long bytesRead() {
    return bytesRead;
  }

  @Override
  public void close() throws IOException {
    for (TableFile writer : writers) {
      writer.abandon();
    }
  }
}

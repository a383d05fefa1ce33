package io.tapehouse.etl.tables;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.raise_error;

import io.tapehouse.dictionary.Dictionary;
import io.tapehouse.dictionary.Table;
import io.tapehouse.etl.place.JobOutput;
import io.tapehouse.etl.place.Location;
import io.tapehouse.etl.place.Publication;
import io.tapehouse.store.FolderObjectStore.Durability;
import io.tapehouse.store.job.EtlJob;
import io.tapehouse.store.job.EtlJob.TableQuery;
import io.tapehouse.store.lake.Lake;
import io.tapehouse.store.lake.Manifest;
import io.tapehouse.store.lake.Manifest.LakeFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * Tables of the lake as Spark SQL reads and writes them, with the rules of the lake: what is read
 * is what manifests name, and what is written is invisible until its manifest is there. Safe for
 * use by many threads.
 */
public final class LakeTables {

  private static final String ATTEMPT = "attempt_id";

  private final SqlSession sql;
  private final Dictionary dictionary;
  private final Location lake;
  private final String execution;

  /**
   * The tables of one lake.
   *
   * @param execution of a job; no other execution has this name, not one of the same job either
   */
  public LakeTables(SqlSession sql, Dictionary dictionary, Location lake, String execution) {
    this.sql = sql;
    this.dictionary = dictionary;
    this.lake = lake;
    this.execution = execution;
  }

  /**
   * The rows of exactly the files that manifests name, in the columns of the dictionary.
   *
   * @param table table of the lake
   * @param manifests of it; none, or without files: there are no rows
   * @throws IllegalArgumentException when a manifest is of another table
   */
  public Dataset<Row> read(String table, Collection<Manifest> manifests) {
    StructType schema = TableSchema.of(dictionary.lakeTable(table));
    List<String> files = new ArrayList<>();
    for (Manifest manifest : manifests) {
      if (!manifest.table().equals(table)) {
        throw new IllegalArgumentException(
            "expected manifests of %s, found %s".formatted(table, manifest.folder()));
      }
      manifest.files().forEach(file -> files.add(path(manifest.folder() + file.name()).toString()));
    }
    SparkSession session = sql.get();
    return files.isEmpty()
        ? session.createDataFrame(List.of(), schema)
        : session.read().schema(schema).parquet(files.toArray(String[]::new));
  }

  /**
   * The answer of a query over tables of the lake.
   *
   * @param query name of a file of {@code spark-etl/queries}, without its ending
   * @param inputs the query sees a table of each name here, with the rows of these manifests
   */
  public Dataset<Row> query(String query, Collection<Manifest> inputs) throws IOException {
    Map<String, List<Manifest>> tables =
        inputs.stream().collect(Collectors.groupingBy(Manifest::table));
    String text = Queries.text(query);
    SparkSession session = sql.get();
    // One query at a time has its tables in the session. Names are looked up now, rows read later.
    synchronized (sql) {
      try {
        tables.forEach((table, manifests) -> read(table, manifests).createOrReplaceTempView(table));
        return session.sql(text);
      } finally {
        tables.keySet().forEach(session.catalog()::dropTempView);
      }
    }
  }

  /** Does a table job: the answer of its query is in the lake and visible when this returns. */
  public Manifest run(TableQuery job) throws IOException {
    return write(query(job.query(), job.inputs()), job.table(), job.attempt());
  }

  /**
   * Writes rows into an attempt by Spark's own writer and the committer of the place, and makes the
   * attempt visible. Each execution of a job writes into a folder of its own within the attempt, so
   * that none meets what another has left.
   *
   * @param rows in any order of columns; all columns of the table but {@code attempt_id}, which is
   *     added, and no others. Their types are cast to the table's; what does not fit, and a NULL
   *     where the table takes none, fails the Spark job
   * @param table table of the lake
   * @param attempt under which the lake files them
   * @return the manifest that counts: another one, when another execution of the job was quicker
   */
  public Manifest write(Dataset<Row> rows, String table, EtlJob.Attempt attempt)
      throws IOException {
    Location folder =
        new Location(
            lake.text()
                + "/"
                + Lake.folder(table, attempt.dataset(), attempt.date(), attempt.attemptId())
                + execution);
    conformed(rows, dictionary.lakeTable(table), attempt.attemptId())
        .write()
        .options(JobOutput.writerOptions(lake, sql.spark()::hadoopConfiguration))
        .parquet(folder.path().toString());
    Manifest written =
        new Manifest(table, attempt.partition(), attempt.attemptId(), files(folder.path()));
    return new Publication(
            new Lake(lake.store(Durability.LEFT_TO_THE_SYSTEM, sql.spark()::hadoopConfiguration)))
        .publish(written);
  }

  private static Dataset<Row> conformed(Dataset<Row> rows, Table table, String attemptId) {
    List<String> expected =
        table.columns().stream()
            .map(Table.Column::name)
            .filter(name -> !name.equals(ATTEMPT))
            .sorted()
            .toList();
    List<String> found = Arrays.stream(rows.columns()).sorted().toList();
    if (!found.equals(expected)) {
      throw new IllegalArgumentException(
          "rows of %s: expected the columns %s, found %s".formatted(table.name(), expected, found));
    }
    List<Column> cells = new ArrayList<>();
    for (StructField field : TableSchema.of(table).fields()) {
      String name = field.name();
      Column cell = name.equals(ATTEMPT) ? lit(attemptId) : rows.col("`" + name + "`");
      cell = cell.cast(field.dataType());
      if (!field.nullable()) {
        String complaint = "%s.%s: expected a value, found NULL".formatted(table.name(), name);
        cell = coalesce(cell, raise_error(lit(complaint)).cast(field.dataType()));
      }
      cells.add(cell.as(name));
    }
    return rows.select(cells.toArray(Column[]::new));
  }

  /**
   * What Spark wrote, with the row count of each file's own footer. A file without any is left out.
   */
  private List<LakeFile> files(Path folder) throws IOException {
    Configuration hadoop = sql.spark().hadoopConfiguration();
    List<LakeFile> files = new ArrayList<>();
    for (FileStatus file : folder.getFileSystem(hadoop).listStatus(folder)) {
      String name = file.getPath().getName();
      if (name.endsWith(".parquet")) {
        try (ParquetFileReader footer =
            ParquetFileReader.open(HadoopInputFile.fromStatus(file, hadoop))) {
          if (footer.getRecordCount() > 0) {
            files.add(new LakeFile(execution + "/" + name, file.getLen(), footer.getRecordCount()));
          }
        }
      }
    }
    files.sort(Comparator.comparing(LakeFile::name));
    return files;
  }

  private Path path(String key) {
    return new Path(lake.path(), key);
  }
}

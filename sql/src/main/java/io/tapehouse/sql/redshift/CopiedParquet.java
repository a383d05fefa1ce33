package io.tapehouse.sql.redshift;

import io.tapehouse.dictionary.Table;
import io.tapehouse.sql.WarehouseException;
import io.tapehouse.sql.jdbc.Literal;
import io.tapehouse.sql.jdbc.Session;
import io.tapehouse.sql.load.ParquetFile;
import io.tapehouse.sql.load.ParquetReader;
import io.tapehouse.store.Json;
import io.tapehouse.store.ObjectStore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Parquet of the lake, copied into temporary tables: a column for each of the files, in their
 * order, since COPY goes by position. What is to be copied stands in a manifest below {@code
 * _copy/}; {@link #close} removes it, and what a crash leaves there is for the lake's expiry. For
 * one transaction.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/redshift/latest/dg/copy-usage_notes-copy-from-columnar.html">COPY
 *     from columnar data formats</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/redshift/latest/dg/loading-data-files-using-manifest.html">manifests</a>
 */
final class CopiedParquet implements ParquetReader, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(CopiedParquet.class);

  private final ObjectStore lake;
  private final String role;
  private final String folder = "_copy/" + UUID.randomUUID() + "/";
  private final List<String> manifests = new ArrayList<>();

  CopiedParquet(ObjectStore lake, String role) {
    this.lake = lake;
    this.role = role;
  }

  private record Entry(String url, boolean mandatory, Map<String, Long> meta) {}

  @Override
  public String relation(Session session, Table table, List<ParquetFile> files) {
    String copy = "copy_" + table.name();
    session.temporary(
        copy,
        table.columns().stream()
            .map(RedshiftTypes::copied)
            .collect(Collectors.joining(", ", "(", ")")));
    if (!files.isEmpty()) {
      session.execute(
          "COPY %s FROM %s IAM_ROLE %s FORMAT AS PARQUET MANIFEST"
              .formatted(copy, Literal.of(manifest(table, files)), Literal.of(role)));
    }
    return copy;
  }

  /** Writes the manifest; its address. */
  private String manifest(Table table, List<ParquetFile> files) {
    // Several families of one load may read a table, each other files of it.
    String key = folder + (manifests.size() + 1) + "/" + table.name() + ".manifest";
    List<Entry> entries =
        files.stream()
            .map(
                file ->
                    new Entry(
                        address(file.location()), true, Map.of("content_length", file.size())))
            .toList();
    try {
      manifests.add(key);
      lake.putIfAbsent(key, Json.MAPPER.writeValueAsBytes(Map.of("entries", entries)));
    } catch (IOException e) {
      throw new WarehouseException(
          "cannot write what COPY is to read, " + lake.location(key) + ": " + e.getMessage(), e);
    }
    return address(lake.location(key));
  }

  private static String address(String location) {
    if (!location.startsWith("s3://")) {
      throw new WarehouseException("Redshift reads the lake from S3 alone, not from " + location);
    }
    return location;
  }

  @Override
  public void close() {
    for (String key : manifests) {
      try {
        lake.delete(key);
      } catch (IOException e) {
        LOG.info("{} is left for the lake's expiry: {}", lake.location(key), e.getMessage());
      }
    }
  }
}

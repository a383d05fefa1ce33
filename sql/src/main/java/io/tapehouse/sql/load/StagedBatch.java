package io.tapehouse.sql.load;

import io.tapehouse.dictionary.Dataset.Period;
import io.tapehouse.dictionary.Dictionary;
import io.tapehouse.dictionary.Table;
import io.tapehouse.sql.DatasetLoad;
import io.tapehouse.sql.RowCounts;
import io.tapehouse.sql.jdbc.Session;
import io.tapehouse.store.lake.Lake;
import io.tapehouse.store.lake.Manifest;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What is known of a batch before a row is read, in temporary tables:
 *
 * <ul>
 *   <li>{@code stage_load}: an element of the batch, numbered;
 *   <li>{@code stage_part}: a table that it fills, with its load id and fence;
 *   <li>{@code stage_manifest}: what the lake has for it;
 *   <li>{@code stage_missing}: evidence that it lacks, and why;
 *   <li>{@code stage_check}: what the checks found, empty yet.
 * </ul>
 */
final class StagedBatch {

  private final Session session;
  private final Dictionary dictionary;
  private final Lake lake;

  StagedBatch(Session session, Dictionary dictionary, Lake lake) {
    this.session = session;
    this.dictionary = dictionary;
    this.lake = lake;
  }

  /**
   * Stages {@code loads}; the number of a load is its place in the list.
   *
   * @return their files by table of the lake
   */
  Map<String, List<ParquetFile>> stage(List<DatasetLoad> loads) {
    createTables();
    List<List<?>> loadRows = new ArrayList<>();
    List<List<?>> partRows = new ArrayList<>();
    List<List<?>> manifestRows = new ArrayList<>();
    List<List<?>> missingRows = new ArrayList<>();
    Map<String, List<ParquetFile>> files = new HashMap<>();
    for (int no = 0; no < loads.size(); no++) {
      DatasetLoad load = loads.get(no);
      loadRows.add(
          List.of(
              no,
              load.dataset(),
              load.date(),
              lastDate(load),
              load.fileVersion(),
              load.inputSha256(),
              load.rulesVersion(),
              load.attemptId(),
              load.fence()));
      for (Table table : dictionary.factTables(load.dataset())) {
        RowCounts rows = load.rows().getOrDefault(table.name(), RowCounts.NONE);
        partRows.add(List.of(no, table.name(), rows.read(), rows.loaded(), rows.quarantined()));
      }
      for (Manifest manifest : manifests(load)) {
        manifestRows.add(
            List.of(
                no, manifest.table(), manifest.dataset(), manifest.attemptId(), manifest.rows()));
        for (Manifest.LakeFile file : manifest.files()) {
          files
              .computeIfAbsent(manifest.table(), table -> new ArrayList<>())
              .add(
                  new ParquetFile(
                      lake.store().location(manifest.folder() + file.name()), file.size()));
        }
      }
      int number = no;
      load.missingEvidence()
          .forEach((dataset, why) -> missingRows.add(List.of(number, dataset, why)));
    }
    session.insert("stage_load", loadRows);
    session.insert("stage_given_part", partRows);
    session.insert("stage_manifest", manifestRows);
    session.insert("stage_missing", missingRows);
    numberParts();
    return files;
  }

  private static List<Manifest> manifests(DatasetLoad load) {
    return Stream.concat(load.manifests().values().stream(), load.evidence().stream()).toList();
  }

  private LocalDate lastDate(DatasetLoad load) {
    Period period = dictionary.dataset(load.dataset()).period();
    return switch (period) {
      case DAY, WEEK, SNAPSHOT, LIST -> load.date();
      case MONTH -> load.date().plusMonths(1).minusDays(1);
      case YEAR -> load.date().plusYears(1).minusDays(1);
    };
  }

  private void createTables() {
    session.temporary(
        "stage_load",
        """
        (load_no INTEGER, dataset VARCHAR(64), partition_date DATE, last_date DATE,
            file_version INTEGER, input_sha256 VARCHAR(64), rules_version INTEGER, attempt_id VARCHAR(64),
            fence BIGINT)""");
    session.temporary(
        "stage_given_part",
        """
        (load_no INTEGER, table_name VARCHAR(64),
            rows_read BIGINT, rows_loaded BIGINT, rows_quarantined BIGINT)""");
    session.temporary(
        "stage_manifest",
        """
        (load_no INTEGER, lake_table VARCHAR(64), dataset VARCHAR(64), attempt_id VARCHAR(64),
            manifest_rows BIGINT)""");
    // A VARCHAR without a length holds 256 bytes in Redshift, which counts bytes.
    session.temporary(
        "stage_missing", "(load_no INTEGER, dataset VARCHAR(64), why VARCHAR(65535))");
    session.temporary(
        "stage_check",
        """
        (load_no INTEGER, table_name VARCHAR(64), check_name VARCHAR(64), subject VARCHAR(4000),
            severity VARCHAR(8), status VARCHAR(13), expected VARCHAR(65535), found VARCHAR(65535))""");
  }

  private void numberParts() {
    session.temporary(
        "stage_part",
        """
        AS
        SELECT g.*,
            (SELECT coalesce(max(load_id), 0) FROM load_ledger)
                + row_number() OVER (ORDER BY l.partition_date, l.load_no, g.table_name) AS load_id,
            l.fence
        FROM stage_given_part g
        JOIN stage_load l ON l.load_no = g.load_no""");
  }
}

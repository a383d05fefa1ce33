package io.tapehouse.etl.job;

import io.tapehouse.store.job.EtlOutcome;
import io.tapehouse.store.job.EtlOutcome.BadRow;
import io.tapehouse.store.job.EtlOutcome.RowCounts;
import io.tapehouse.store.job.EtlOutcome.Status;
import io.tapehouse.store.lake.Manifest;
import io.tapehouse.store.lake.Manifest.LakeFile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the files of an input became, as one outcome. */
final class Parts {

  private Parts() {}

  /**
   * The outcome of all parts: that of the first which is not written, else what all of them wrote.
   *
   * @param parts at least one, of one attempt
   */
  static EtlOutcome together(List<EtlOutcome> parts) {
    for (EtlOutcome part : parts) {
      if (part.status() != Status.WRITTEN) {
        return part;
      }
    }
    if (parts.size() == 1) {
      return parts.get(0);
    }
    Map<String, Manifest> manifests = new LinkedHashMap<>();
    Map<String, RowCounts> rows = new LinkedHashMap<>();
    List<String> warnings = new ArrayList<>();
    List<BadRow> badRows = new ArrayList<>();
    double seconds = 0;
    for (EtlOutcome part : parts) {
      part.manifests().forEach((table, one) -> manifests.merge(table, one, Parts::sum));
      part.rows().forEach((table, one) -> rows.merge(table, one, Parts::sum));
      warnings.addAll(part.warnings());
      badRows.addAll(part.badRows());
      seconds += part.seconds();
    }
    EtlOutcome first = parts.get(0);
    return EtlOutcome.written(first.attempt(), manifests, rows, warnings, badRows).took(seconds);
  }

  private static Manifest sum(Manifest one, Manifest other) {
    List<LakeFile> files = new ArrayList<>(one.files());
    files.addAll(other.files());
    return new Manifest(one.table(), one.partition(), one.attemptId(), files);
  }

  private static RowCounts sum(RowCounts one, RowCounts other) {
    return new RowCounts(
        one.read() + other.read(),
        one.accepted() + other.accepted(),
        one.quarantined() + other.quarantined());
  }
}

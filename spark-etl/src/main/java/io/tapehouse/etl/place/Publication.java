package io.tapehouse.etl.place;

import io.tapehouse.store.job.EtlOutcome;
import io.tapehouse.store.lake.Lake;
import io.tapehouse.store.lake.Manifest;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Makes attempts visible for a job that may be executed twice: again after the driver was killed,
 * or twice at once. Of each table of an attempt the manifest that was there first counts, whichever
 * execution published it. Executions read the same versions of the archive by the same rules, so
 * they have the same rows; the tables of an attempt may come from different ones.
 */
public final class Publication {

  private final Lake lake;

  /** Publishes to {@code lake}. */
  public Publication(Lake lake) {
    this.lake = lake;
  }

  /**
   * The outcome with the manifests that count.
   *
   * @throws IllegalStateException as below
   */
  public EtlOutcome publish(EtlOutcome outcome) throws IOException {
    Map<String, Manifest> counting = new LinkedHashMap<>();
    for (Map.Entry<String, Manifest> each : outcome.manifests().entrySet()) {
      counting.put(each.getKey(), publish(each.getValue()));
    }
    return outcome.with(counting);
  }

  /**
   * The manifest that counts: this one, if there was none before it.
   *
   * @throws IllegalStateException when an attempt has a manifest already with another number of
   *     rows: then it was not the same job, or not the same program
   */
  public Manifest publish(Manifest ours) throws IOException {
    Optional<Manifest> first = standing(ours);
    if (first.isEmpty()) {
      try {
        lake.publish(ours);
        return ours;
      } catch (IllegalStateException e) {
        // Another execution was quicker.
        first = standing(ours);
        if (first.isEmpty()) {
          throw e;
        }
      }
    }
    Manifest counts = first.get();
    if (counts.rows() != ours.rows()) {
      throw new IllegalStateException(
          "%s has a manifest of %d rows already, and this execution wrote %d"
              .formatted(ours.folder(), counts.rows(), ours.rows()));
    }
    return counts;
  }

  private Optional<Manifest> standing(Manifest ours) throws IOException {
    return lake.manifest(ours.table(), ours.dataset(), ours.date(), ours.attemptId());
  }
}

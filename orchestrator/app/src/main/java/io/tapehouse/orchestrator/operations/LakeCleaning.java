package io.tapehouse.orchestrator.operations;

import io.tapehouse.store.lake.Lake.StoredAttempt;
import java.time.Instant;
import java.util.List;

/**
 * Attempts of the lake to which nothing refers.
 *
 * @param before that were written before
 * @param attempts by table, dataset, date and attempt
 * @param bytes of all of them
 * @param kept how many attempts stay
 */
public record LakeCleaning(Instant before, List<StoredAttempt> attempts, long bytes, int kept) {

  /** Copies the list. */
  public LakeCleaning {
    attempts = List.copyOf(attempts);
  }
}

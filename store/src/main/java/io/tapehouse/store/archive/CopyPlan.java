package io.tapehouse.store.archive;

import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;

/**
 * Which versions of an archive are to be copied, and how.
 *
 * @param datasets those of them; all when there is none
 * @param from the first date
 * @param to the last date
 * @param mode whether anything is written
 * @param threads how many copy at a time
 */
public record CopyPlan(
    Set<String> datasets,
    Optional<LocalDate> from,
    Optional<LocalDate> to,
    Mode mode,
    int threads) {

  /** Checks the order of the dates. */
  public CopyPlan {
    datasets = Set.copyOf(datasets);
    if (from.isPresent() && to.isPresent() && from.get().isAfter(to.get())) {
      throw new IllegalArgumentException("from " + from.get() + " is after to " + to.get());
    }
    if (threads < 1) {
      throw new IllegalArgumentException("at least one thread, not " + threads);
    }
  }

  /** Whether anything is written. */
  public enum Mode {
    /** Copies. */
    COPY,
    /**
     * Lists what would be copied, by the receipts of both sides alone: damage is not found so, nor
     * what differs in a version of the target that has no receipt.
     */
    DRY_RUN
  }

  /** Everything, by four threads. */
  public static CopyPlan everything() {
    return new CopyPlan(Set.of(), Optional.empty(), Optional.empty(), Mode.COPY, 4);
  }

  /** The same for these datasets alone. */
  public CopyPlan of(Set<String> some) {
    return new CopyPlan(some, from, to, mode, threads);
  }

  /** The same between two dates, both included. */
  public CopyPlan between(LocalDate first, LocalDate last) {
    return new CopyPlan(datasets, Optional.of(first), Optional.of(last), mode, threads);
  }

  /** The same in another mode. */
  public CopyPlan in(Mode other) {
    return new CopyPlan(datasets, from, to, other, threads);
  }

  /** The same by so many threads. */
  public CopyPlan by(int many) {
    return new CopyPlan(datasets, from, to, mode, many);
  }

  boolean has(String dataset) {
    return datasets.isEmpty() || datasets.contains(dataset);
  }

  boolean has(LocalDate date) {
    return !from.map(date::isBefore).orElse(false) && !to.map(date::isAfter).orElse(false);
  }
}

package io.tapehouse.store.archive;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Copies versions from one archive to another, byte for byte under the same keys. The receipt comes
 * last, as it does when a version is filed, so a copy that was cut off left nothing that counts; it
 * is simply made again, and goes by the receipts: what the target has is not read again. Nothing in
 * the target is ever replaced. For one copy at a time.
 */
public final class ArchiveCopy {

  private final Archive source;
  private final Archive target;
  private final Path scratch;

  /**
   * A copy from {@code source} to {@code target}.
   *
   * @param scratch a folder for what comes from a source that is no folder: room for the largest
   *     version, once for each thread
   */
  public ArchiveCopy(Archive source, Archive target, Path scratch) {
    this.source = source;
    this.target = target;
    this.scratch = scratch;
  }

  /**
   * Copies.
   *
   * @param progress receives each version when it is done, by the calling thread
   * @throws IOException at the first version that cannot be read or written; those that others were
   *     at are broken off too. Made again, the copy goes on
   */
  public CopyResult copy(CopyPlan plan, Consumer<CopiedVersion> progress)
      throws IOException, InterruptedException {
    Tally tally = new Tally(progress);
    ExecutorService threads = Executors.newFixedThreadPool(plan.threads());
    try {
      var done = new ExecutorCompletionService<List<CopiedVersion>>(threads);
      int open = 0;
      for (String dataset : source.datasets()) {
        if (!plan.has(dataset)) {
          continue;
        }
        for (LocalDate date : source.dates(dataset)) {
          if (!plan.has(date)) {
            continue;
          }
          // Two a thread are enough to keep them busy, and no queue of all dates is held.
          if (open >= 2 * plan.threads()) {
            tally.add(result(done));
            open--;
          }
          done.submit(() -> copyDate(plan, dataset, date));
          open++;
        }
      }
      for (; open > 0; open--) {
        tally.add(result(done));
      }
      return tally.result();
    } finally {
      threads.shutdownNow();
      // A repeated copy must not meet what is left of this one.
      threads.awaitTermination(1, TimeUnit.MINUTES);
    }
  }

  private List<CopiedVersion> copyDate(CopyPlan plan, String dataset, LocalDate date)
      throws IOException {
    VersionCopy copy = new VersionCopy(source, target, scratch, plan.mode());
    List<CopiedVersion> outcomes = new ArrayList<>();
    for (int version : source.folders(dataset, date)) {
      copy.copy(dataset, date, version).ifPresent(outcomes::add);
    }
    return outcomes;
  }

  private static List<CopiedVersion> result(ExecutorCompletionService<List<CopiedVersion>> done)
      throws IOException, InterruptedException {
    try {
      return done.take().get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException failure) {
        throw new IOException("the copy broke off: " + failure.getMessage(), failure);
      }
      throw new IllegalStateException("the copy broke off", e.getCause());
    }
  }

  /** Counts. */
  private static final class Tally {
    private final Consumer<CopiedVersion> progress;
    private final List<CopiedVersion> conflicts = new ArrayList<>();
    private final List<CopiedVersion> damaged = new ArrayList<>();
    private int copied;
    private int present;
    private int files;
    private long bytes;

    Tally(Consumer<CopiedVersion> progress) {
      this.progress = progress;
    }

    void add(List<CopiedVersion> outcomes) {
      for (CopiedVersion version : outcomes) {
        switch (version.outcome()) {
          case COPIED -> {
            copied++;
            files += version.files();
            bytes += version.bytes();
          }
          case PRESENT -> present++;
          case CONFLICT -> conflicts.add(version);
          case DAMAGED -> damaged.add(version);
        }
        progress.accept(version);
      }
    }

    CopyResult result() {
      Comparator<CopiedVersion> order =
          Comparator.comparing(CopiedVersion::dataset)
              .thenComparing(CopiedVersion::date)
              .thenComparing(CopiedVersion::version);
      conflicts.sort(order);
      damaged.sort(order);
      return new CopyResult(
          copied, present, files, bytes, List.copyOf(conflicts), List.copyOf(damaged));
    }
  }
}

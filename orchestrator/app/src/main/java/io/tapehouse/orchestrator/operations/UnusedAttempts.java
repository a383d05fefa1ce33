package io.tapehouse.orchestrator.operations;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.tapehouse.orchestrator.runstore.StoreHousekeeping;
import io.tapehouse.store.lake.Lake;
import io.tapehouse.store.lake.Lake.StoredAttempt;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Attempts of the lake to which nothing refers: no row of the warehouse's ledger, no run that has
 * not ended, no output of a task. Work beside this makes references only to attempts that are
 * young, or of such a run, so what is found stays unused. Safe for use by many threads and
 * processes: to remove something twice does no harm, and what a crash left of an attempt is found
 * again by its folder, and invisible, since its manifest goes first.
 */
public final class UnusedAttempts {

  private final Supplier<Lake> lake;
  private final Ledger ledger;
  private final Duration kept;
  private final Clock clock;

  /**
   * Looks into a lake.
   *
   * @param lake is asked for it when it is needed
   * @param kept younger ones are left alone
   */
  public UnusedAttempts(Supplier<Lake> lake, Ledger ledger, Duration kept, Clock clock) {
    this.lake = lake;
    this.ledger = ledger;
    this.kept = kept;
    this.clock = clock;
  }

  /** What the warehouse refers to. */
  @FunctionalInterface
  public interface Ledger {

    /** The attempts that {@code load_ledger} names; none where there is no warehouse yet. */
    Set<String> attempts() throws IOException;
  }

  /**
   * Finds them.
   *
   * @param forgotten runs that ended before do not count; null: all count
   */
  LakeCleaning find(StoreHousekeeping store, @Nullable Instant forgotten) throws IOException {
    Instant limit = clock.instant().minus(kept);
    // In this order: what is referred to by now was not too young to be listed then.
    List<StoredAttempt> all = lake.get().attempts();
    Set<String> ids = all.stream().map(StoredAttempt::attemptId).collect(Collectors.toSet());
    Set<String> used = new HashSet<>(store.attemptsInUse(forgotten, output -> named(output, ids)));
    used.addAll(ledger.attempts());
    List<StoredAttempt> unused =
        all.stream()
            .filter(
                attempt -> !used.contains(attempt.attemptId()) && attempt.written().isBefore(limit))
            .toList();
    return new LakeCleaning(
        limit,
        unused,
        unused.stream().mapToLong(StoredAttempt::bytes).sum(),
        all.size() - unused.size());
  }

  /** Removes them. */
  LakeCleaning remove(StoreHousekeeping store) throws IOException {
    LakeCleaning found = find(store, null);
    Lake from = lake.get();
    for (StoredAttempt attempt : found.attempts()) {
      from.delete(attempt.table(), attempt.dataset(), attempt.date(), attempt.attemptId());
    }
    return found;
  }

  /** The ids in the JSON that a task left, wherever they stand in it. */
  private static Set<String> named(String output, Set<String> ids) {
    Set<String> named = new HashSet<>();
    try (JsonParser json = OperationsJson.mapper().createParser(output)) {
      for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
        if (token == JsonToken.VALUE_STRING && ids.contains(json.getText())) {
          named.add(json.getText());
        }
      }
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      // A task may leave any text.
      ids.stream().filter(output::contains).forEach(named::add);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return named;
  }
}

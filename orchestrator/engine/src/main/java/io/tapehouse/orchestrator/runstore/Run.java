package io.tapehouse.orchestrator.runstore;

import io.tapehouse.orchestrator.state.RunState;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A DAG run as the store knows it.
 *
 * @param id its number
 * @param dagId its DAG
 * @param date its logical date
 * @param type why there is a run
 * @param state how far it is
 * @param group runs of one group gather their batches together
 * @param rank runs of a lower rank go first
 * @param note why it is skipped or cancelled; empty as a rule
 * @param backfillId the backfill that made it or took it up last
 * @param cancelRequested whether it is to be cancelled as soon as its attempts have ended
 * @param deadline when it should have ended
 * @param createdAt when it was recorded
 * @param queuedAt when it was last queued: recorded, or cleared
 * @param startedAt when it last began
 * @param endedAt when it ended
 */
public record Run(
    long id,
    String dagId,
    LocalDate date,
    RunType type,
    RunState state,
    String group,
    long rank,
    String note,
    @Nullable Long backfillId,
    boolean cancelRequested,
    @Nullable Instant deadline,
    Instant createdAt,
    Instant queuedAt,
    @Nullable Instant startedAt,
    @Nullable Instant endedAt) {

  /** "taiwan_index@2024-11-05": its name for people. */
  public String name() {
    return dagId + "@" + date;
  }
}

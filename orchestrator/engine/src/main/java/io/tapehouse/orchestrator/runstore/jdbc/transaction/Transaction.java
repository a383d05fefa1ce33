package io.tapehouse.orchestrator.runstore.jdbc.transaction;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.statement.Update;
import org.jspecify.annotations.Nullable;

/**
 * A transaction: statements on one connection, one time, and the events to be written at its end.
 * Rows become records whose components have the names of the columns; enums are stored as their
 * names in lower case. Used by one thread.
 */
public final class Transaction {

  private final Handle handle;
  private final Dialect dialect;
  private final List<TaskEvent> events = new ArrayList<>();
  private @Nullable Instant now;

  Transaction(Handle handle, Dialect dialect) {
    this.handle = handle;
    this.dialect = dialect;
  }

  /** The engine's dialect of SQL. */
  public Dialect dialect() {
    return dialect;
  }

  /**
   * The time of everything that this transaction does, by the store's clock when it is first asked
   * for: ask after locking, and no time lies before that of a transaction that was waited for.
   */
  public Instant now() {
    Instant known = now;
    if (known == null) {
      known = query("SELECT " + dialect.clock()).mapTo(Instant.class).one();
      now = known;
    }
    return known;
  }

  /** A query; parameters are bound to its names. */
  public Query query(String sql) {
    return Query.named(handle.getConnection(), sql);
  }

  /** A query with a few parameters, in the order of its question marks. */
  public Query query(String sql, Object... parameters) {
    return Query.positional(handle.getConnection(), sql, parameters);
  }

  /** A statement that changes rows; parameters are bound to its names. */
  public Update update(String sql) {
    return handle.createUpdate(sql);
  }

  /**
   * Changes rows, with a few parameters in the order of the question marks.
   *
   * @return how many rows
   */
  public int execute(String sql, Object... parameters) {
    return handle.execute(sql, parameters);
  }

  /** One statement for each row that is bound and added to it, sent together when executed. */
  public Batch batch(String sql) {
    return new Batch(handle.getConnection(), sql);
  }

  /**
   * Executes a batch of which each statement changes the one row that it names.
   *
   * @throws ConflictException when one changed none: another transaction was first
   */
  public void executeEach(Batch batch) {
    int[] counts = batch.execute();
    for (int index = 0; index < counts.length; index++) {
      if (counts[index] == 0) {
        throw new ConflictException(
            "row %d of %d was changed by another transaction".formatted(index + 1, counts.length));
      }
    }
  }

  /**
   * Takes numbers that are given out once. The counter is held until the commit, so that numbers
   * become visible in their order.
   *
   * @return the first of {@code count} numbers
   */
  public long takeNumbers(String counter, int count) {
    execute("UPDATE counter SET last_value = last_value + ? WHERE name = ?", count, counter);
    long last =
        query("SELECT last_value FROM counter WHERE name = ?", counter).mapTo(Long.class).one();
    return last - count + 1;
  }

  /** Records an event of a task; written when everything else is done. */
  public void record(TaskEvent event) {
    events.add(event);
  }

  /** Numbers for {@code = ANY(:name)}. */
  public static Argument numbers(Collection<Long> values) {
    return new SqlArray("bigint", List.copyOf(values));
  }

  /** Texts for {@code = ANY(:name)}. */
  public static Argument words(Collection<String> values) {
    return new SqlArray("varchar", List.copyOf(values));
  }

  /** Numbers the events as late as can be, since the counter of events is held from then on. */
  void writeEvents() {
    if (events.isEmpty()) {
      return;
    }
    long id = takeNumbers("event", events.size());
    Batch batch =
        batch(
            "INSERT INTO task_event (id, happened_at, run_id, run_group, task_instance_id, number,"
                + " from_state, to_state, message) VALUES (:id, :now, :runId, :group, :taskId,"
                + " :number, :from, :to, :message)");
    for (TaskEvent event : events) {
      batch
          .bind("id", id++)
          .bind("now", now())
          .bind("runId", event.runId())
          .bind("group", event.group())
          .bind("taskId", event.taskInstanceId())
          .bind("number", event.number())
          .bind("from", event.from())
          .bind("to", event.to())
          .bind("message", event.message())
          .add();
    }
    batch.execute();
  }
}

package io.tapehouse.orchestrator.dag;

import io.tapehouse.orchestrator.task.RetryPolicy;
import io.tapehouse.orchestrator.task.TaskBody;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A task of a DAG.
 *
 * @param id unique in its DAG
 * @param body its code; null: the DAG is a description, which no node runs
 * @param needs the tasks that its trigger rule looks at
 * @param after tasks that must have ended before, however
 * @param rule what its needs must have come to
 * @param retries how often and when it is tried again
 * @param timeout how long an attempt may take
 * @param pool where an attempt takes a slot
 * @param batch tasks with the same word are worked on together; null: alone
 * @param provisional whether what it brings is provisional: it is done again, with all that comes
 *     after it, when the run of the next open day is due
 */
public record DagTask(
    String id,
    @Nullable TaskBody body,
    List<String> needs,
    List<String> after,
    TriggerRule rule,
    RetryPolicy retries,
    Duration timeout,
    String pool,
    @Nullable String batch,
    boolean provisional) {

  /** Copies the lists. */
  public DagTask {
    needs = List.copyOf(needs);
    after = List.copyOf(after);
  }

  /** All tasks that come before it. */
  public Set<String> upstream() {
    Set<String> all = new LinkedHashSet<>(needs);
    all.addAll(after);
    return all;
  }

  /** Describes a task. */
  public static final class Builder {
    private final String id;
    private final List<String> needs = new ArrayList<>();
    private final List<String> after = new ArrayList<>();
    private @Nullable TaskBody body;
    private TriggerRule rule = TriggerRule.ALL_SUCCESS;
    private @Nullable RetryPolicy retries;
    private Duration timeout = Duration.ofHours(1);
    private String pool = "default";
    private @Nullable String batch;
    private boolean provisional;

    Builder(String id) {
      this.id = id;
    }

    /** Its code; null in a description. */
    public Builder does(TaskBody.@Nullable Single code) {
      this.body = code;
      return this;
    }

    /**
     * Its code, which works on all that may begin at once; tasks of one word share the code. Null
     * in a description.
     */
    public Builder together(String word, TaskBody.@Nullable Batch code) {
      this.batch = word;
      this.body = code;
      return this;
    }

    /** The tasks that its trigger rule looks at. */
    public Builder needs(String... tasks) {
      needs.addAll(List.of(tasks));
      return this;
    }

    /** Tasks that must have ended before, however they ended. */
    public Builder after(String... tasks) {
      after.addAll(List.of(tasks));
      return this;
    }

    /** What its needs must have come to; {@code all_success} where nothing is said. */
    public Builder rule(TriggerRule triggerRule) {
      this.rule = triggerRule;
      return this;
    }

    /** How often and when it is tried again; the DAG's policy where nothing is said. */
    public Builder retries(RetryPolicy policy) {
      this.retries = policy;
      return this;
    }

    /** How long an attempt may take; an hour where nothing is said. */
    public Builder timeout(Duration longest) {
      this.timeout = longest;
      return this;
    }

    /** Where an attempt takes a slot; {@code default} where nothing is said. */
    public Builder pool(String name) {
      this.pool = name;
      return this;
    }

    /** Whether it is done again when the run of the next open day is due. */
    public Builder provisional(boolean corrected) {
      this.provisional = corrected;
      return this;
    }

    DagTask build(String dagId, RetryPolicy dagRetries) {
      if (!id.matches("[a-z0-9][a-z0-9._-]{0,127}")) {
        // It names folders of logs too.
        throw new InvalidDagException(
            dagId,
            "task '%s': expected an id of lower case letters, digits, dots, dashes and underscores"
                .formatted(id));
      }
      if (timeout.isNegative() || timeout.isZero()) {
        throw new InvalidDagException(
            dagId, "task '%s' may take %s, which is no time".formatted(id, timeout));
      }
      return new DagTask(
          id,
          body,
          needs,
          after,
          rule,
          retries == null ? dagRetries : retries,
          timeout,
          pool,
          batch,
          provisional);
    }
  }
}

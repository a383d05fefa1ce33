package io.tapehouse.orchestrator.dag;

import io.tapehouse.orchestrator.runstore.NewRun.NewTask;
import io.tapehouse.orchestrator.task.RetryPolicy;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Tasks and what they need of one another, and when all that is due. Immutable. */
public final class Dag {

  private final String id;
  private final String title;
  private final ZoneId zone;
  private final String calendar;
  private final @Nullable Schedule schedule;
  private final @Nullable LocalDate startDate;
  private final int keptTradingDays;
  private final CatchUp catchUp;
  private final int maxActiveRuns;
  private final @Nullable LocalTime deadline;
  private final Map<String, DagTask> tasks;
  private final Map<String, Integer> depths;
  private final Map<String, Integer> batchSizes;

  /** What becomes of dates that were due while no scheduler ran. */
  public enum CatchUp {
    /** They are all run; first those that their publisher forgets first. */
    ALL,
    /** Only the latest is. */
    LATEST
  }

  private Dag(Builder builder) {
    this.id = builder.id;
    this.title = builder.title;
    this.zone = builder.zone;
    this.calendar = builder.calendar;
    this.schedule =
        builder.cron == null ? null : new Schedule(builder.cron, builder.zone, builder.daysBack);
    this.startDate = builder.startDate;
    this.keptTradingDays = builder.keptTradingDays;
    this.catchUp = builder.catchUp;
    this.maxActiveRuns = builder.maxActiveRuns;
    this.deadline = builder.deadline;
    this.depths = builder.depths();
    this.tasks = builder.sorted(depths);
    this.batchSizes = Map.copyOf(builder.batchSizes);
  }

  /**
   * Begins a DAG; its id and those of its tasks are lower case with dots, dashes and underscores.
   */
  public static Builder named(String id) {
    return new Builder(id);
  }

  /** Its name. */
  public String id() {
    return id;
  }

  /** What it is for. */
  public String title() {
    return title;
  }

  /** In which its dates are dates. */
  public ZoneId zone() {
    return zone;
  }

  /** The name of the calendar that has the days on which it runs; empty: it runs every day. */
  public String calendar() {
    return calendar;
  }

  /** When its runs are due; empty: only on request. */
  public Optional<Schedule> schedule() {
    return Optional.ofNullable(schedule);
  }

  /** The first logical date of the schedule, where it is given. */
  public Optional<LocalDate> startDate() {
    return Optional.ofNullable(startDate);
  }

  /** For how many trading days its publishers keep what it fetches; 0: for ever. */
  public int keptTradingDays() {
    return keptTradingDays;
  }

  /** What becomes of dates that were due while no scheduler ran. */
  public CatchUp catchUp() {
    return catchUp;
  }

  /** How many scheduled and manual runs may be active at once. */
  public int maxActiveRuns() {
    return maxActiveRuns;
  }

  /** By when, on the exchange's clock, a date's run should have ended. */
  public Optional<LocalTime> deadline() {
    return Optional.ofNullable(deadline);
  }

  /** Its tasks by id, each after those that it needs. */
  public Map<String, DagTask> tasks() {
    return tasks;
  }

  /** How many task instances of a batch word go together at most. */
  public Map<String, Integer> batchSizes() {
    return batchSizes;
  }

  /** The length of the longest way to a task from one that needs none. */
  public int depth(String taskId) {
    return depths.get(taskId);
  }

  /**
   * The tasks as the store wants them for a new run. Tasks of one batch word are all as deep as the
   * deepest of them, so that the first of them that may begin waits for what the others need.
   */
  public List<NewTask> newTasks() {
    Map<String, Integer> deepest = new HashMap<>();
    for (DagTask task : tasks.values()) {
      if (task.batch() != null) {
        deepest.merge(task.batch(), depth(task.id()), Math::max);
      }
    }
    return tasks.values().stream()
        .map(
            task ->
                new NewTask(
                    task.id(),
                    task.batch() == null ? depth(task.id()) : deepest.get(task.batch()),
                    task.pool(),
                    task.batch()))
        .toList();
  }

  /** All tasks that come after some, those included. */
  public Set<String> withDownstream(Collection<String> taskIds) {
    Set<String> found = new LinkedHashSet<>(taskIds);
    // Tasks stand after those that they need, so one pass is enough.
    for (DagTask task : tasks.values()) {
      if (!Collections.disjoint(task.upstream(), found)) {
        found.add(task.id());
      }
    }
    return found;
  }

  /** All tasks that come before some, those included. */
  public Set<String> withUpstream(Collection<String> taskIds) {
    Set<String> found = new LinkedHashSet<>();
    Deque<String> open = new ArrayDeque<>(taskIds);
    while (!open.isEmpty()) {
      String taskId = open.pop();
      if (found.add(taskId)) {
        open.addAll(tasks.get(taskId).upstream());
      }
    }
    return found;
  }

  @Override
  public String toString() {
    return id;
  }

  /** Describes a DAG. */
  public static final class Builder {
    private final String id;
    private final List<DagTask.Builder> taskBuilders = new ArrayList<>();
    private final Map<String, DagTask> byId = new LinkedHashMap<>();
    private final Map<String, Integer> batchSizes = new HashMap<>();
    private String title = "";
    private ZoneId zone = ZoneId.of("UTC");
    private String calendar = "";
    private @Nullable String cron;
    private int daysBack;
    private @Nullable LocalDate startDate;
    private int keptTradingDays;
    private CatchUp catchUp = CatchUp.ALL;
    private int maxActiveRuns = 4;
    private @Nullable LocalTime deadline;
    private RetryPolicy retries = RetryPolicy.STANDARD;

    private Builder(String id) {
      if (!id.matches("[a-z0-9][a-z0-9._-]{0,63}")) {
        throw new InvalidDagException(
            id, "expected an id of lower case letters, digits, dots, dashes and underscores");
      }
      this.id = id;
    }

    /** What it is for, in a line. */
    public Builder title(String words) {
      this.title = words;
      return this;
    }

    /** In which its dates are dates and its schedule has its times. */
    public Builder zone(String name) {
      this.zone = ZoneId.of(name);
      return this;
    }

    /** The name of the calendar that has the days on which it runs; empty: it runs on all days. */
    public Builder calendar(String name) {
      this.calendar = name;
      return this;
    }

    /** Every day at a time of its zone. */
    public Builder daily(String time) {
      LocalTime at = LocalTime.parse(time);
      return cron(Schedule.cron(at));
    }

    /** At the moments of a cron expression in Quartz's form, in its zone. */
    public Builder cron(String expression) {
      this.cron = expression;
      return this;
    }

    /** A moment makes the run of an earlier day; so does the deadline. */
    public Builder daysBack(int days) {
      this.daysBack = days;
      return this;
    }

    /** Runs of it are only made on request. */
    public Builder unscheduled() {
      this.cron = null;
      return this;
    }

    /** The first logical date of the schedule. Else: as far back as its publishers keep. */
    public Builder startDate(LocalDate date) {
      this.startDate = date;
      return this;
    }

    /** For how many trading days its publishers keep what it fetches. */
    public Builder keptTradingDays(int days) {
      this.keptTradingDays = days;
      return this;
    }

    /** What becomes of dates that were due while no scheduler ran; by default all are run. */
    public Builder catchUp(CatchUp what) {
      this.catchUp = what;
      return this;
    }

    /** How many scheduled and manual runs may be active at once; 4 where nothing is said. */
    public Builder maxActiveRuns(int most) {
      if (most < 1) {
        throw new InvalidDagException(id, "expected at least 1 active run, found " + most);
      }
      this.maxActiveRuns = most;
      return this;
    }

    /** By when, on the exchange's clock, a date's run should have ended. */
    public Builder deadline(String time) {
      this.deadline = LocalTime.parse(time);
      return this;
    }

    /** How often and when its tasks are tried again, where they do not say otherwise. */
    public Builder retries(RetryPolicy policy) {
      this.retries = policy;
      return this;
    }

    /** How many task instances of a batch word go together at most. */
    public Builder batchSize(String word, int most) {
      if (most < 1) {
        throw new InvalidDagException(
            id, "expected batches '%s' of at least 1, found %d".formatted(word, most));
      }
      batchSizes.put(word, most);
      return this;
    }

    /** Adds a task. */
    public Builder task(String taskId, Consumer<DagTask.Builder> describe) {
      DagTask.Builder task = new DagTask.Builder(taskId);
      describe.accept(task);
      taskBuilders.add(task);
      return this;
    }

    /**
     * The DAG.
     *
     * @throws InvalidDagException for a task that occurs twice, needs one that there is not, or
     *     needs itself over others
     */
    public Dag build() {
      if (taskBuilders.isEmpty()) {
        throw new InvalidDagException(id, "it has no task");
      }
      for (DagTask.Builder builder : taskBuilders) {
        DagTask task = builder.build(id, retries);
        if (byId.put(task.id(), task) != null) {
          throw new InvalidDagException(id, "there are two tasks '%s'".formatted(task.id()));
        }
      }
      try {
        return new Dag(this);
      } catch (InvalidDagException e) {
        throw e;
      } catch (IllegalArgumentException e) {
        throw new InvalidDagException(id, String.valueOf(e.getMessage()));
      }
    }

    private Map<String, Integer> depths() {
      Map<String, Integer> found = new HashMap<>();
      for (DagTask task : byId.values()) {
        depth(task.id(), found, new LinkedHashSet<>());
      }
      return found;
    }

    private int depth(String taskId, Map<String, Integer> found, Set<String> way) {
      Integer known = found.get(taskId);
      if (known != null) {
        return known;
      }
      if (!way.add(taskId)) {
        List<String> cycle = new ArrayList<>(way);
        cycle.add(taskId);
        throw new InvalidDagException(
            id,
            "tasks need one another: "
                + String.join(" <- ", cycle.subList(cycle.indexOf(taskId), cycle.size())));
      }
      int depth = 0;
      for (String other : byId.get(taskId).upstream()) {
        if (!byId.containsKey(other)) {
          throw new InvalidDagException(
              id,
              "task '%s' needs '%s', and there is none; there are %s"
                  .formatted(taskId, other, byId.keySet()));
        }
        depth = Math.max(depth, depth(other, found, way) + 1);
      }
      way.remove(taskId);
      found.put(taskId, depth);
      return depth;
    }

    private Map<String, DagTask> sorted(Map<String, Integer> byDepth) {
      Map<String, DagTask> inOrder = new LinkedHashMap<>();
      byId.values().stream()
          .sorted(java.util.Comparator.comparing(task -> byDepth.get(task.id())))
          .forEach(task -> inOrder.put(task.id(), task));
      return Collections.unmodifiableMap(inOrder);
    }
  }
}

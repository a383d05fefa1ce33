package io.tapehouse.orchestrator.operations;

import io.tapehouse.orchestrator.calendar.ArchiveCalendars;
import io.tapehouse.orchestrator.config.Configuration;
import io.tapehouse.orchestrator.control.ControlClient;
import io.tapehouse.orchestrator.control.HomeOwner;
import io.tapehouse.orchestrator.dag.Dag;
import io.tapehouse.orchestrator.dag.DagBook;
import io.tapehouse.orchestrator.dag.DagResolver;
import io.tapehouse.orchestrator.home.Home;
import io.tapehouse.orchestrator.home.HomeInUseException;
import io.tapehouse.orchestrator.home.OwnedHome;
import io.tapehouse.orchestrator.logs.AttemptLogs;
import io.tapehouse.orchestrator.plan.Planner;
import io.tapehouse.orchestrator.runstore.DagRecord;
import io.tapehouse.orchestrator.runstore.Resolver;
import io.tapehouse.orchestrator.runstore.RunStore;
import io.tapehouse.sql.WarehouseInUseException;
import java.io.Closeable;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * {@link Operations} for a command: those of the owner of the home; where there is none, of the
 * command itself, which has the home as long as they are open.
 */
public final class OperationsAccess {

  /** Of commands that come at the same moment, one has the home and the others come to it again. */
  private static final int ATTEMPTS = 20;

  private final OperationsBackend installation;

  /** For an installation. */
  public OperationsAccess(OperationsBackend installation) {
    this.installation = installation;
  }

  /**
   * Opens the operations of a home.
   *
   * @param configuration is asked only where there is no owner
   * @throws HomeInUseException when the home has an owner that does not answer
   */
  public Operations open(Home home, Supplier<Configuration> configuration) throws IOException {
    for (int attempt = 1; ; attempt++) {
      Optional<ControlClient> owner = owner(home, configuration);
      if (owner.isPresent()) {
        return RemoteOperations.of(Operations.class, owner.get());
      }
      Configuration known = configuration.get();
      if (installation.isShared(known)) {
        return local(home, known, SchedulerPresence.UNKNOWN, () -> {});
      }
      try {
        OwnedHome owned = OwnedHome.takeAsItIs(home, "a command of tapehouse");
        return local(home, known, SchedulerPresence.NO_SCHEDULER, owned::close);
      } catch (HomeInUseException e) {
        if (attempt == ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  /**
   * Queries of the owner of a home, and of the warehouse itself where there is none.
   *
   * @param alone opens the warehouse. Where another process took it since the look for an owner, it
   *     throws {@link WarehouseInUseException} before the first row, and the owner is looked for
   *     again
   */
  public static Queries queries(Home home, Queries alone) {
    return (query, format, out) -> {
      for (int attempt = 1; ; attempt++) {
        Optional<ControlClient> owner = HomeOwner.open(home);
        if (owner.isPresent()) {
          try (ControlClient client = owner.get()) {
            RemoteOperations.of(Queries.class, client).sql(query, format, out);
            return;
          }
        }
        try {
          alone.sql(query, format, out);
          return;
        } catch (WarehouseInUseException e) {
          if (attempt == ATTEMPTS) {
            throw e;
          }
        }
      }
    };
  }

  /** A silent owner does not matter where the store is shared. */
  private Optional<ControlClient> owner(Home home, Supplier<Configuration> configuration)
      throws IOException {
    try {
      return HomeOwner.open(home);
    } catch (HomeInUseException e) {
      if (installation.isShared(configuration.get())) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private Operations local(
      Home home,
      Configuration configuration,
      SchedulerPresence schedulerPresence,
      Closeable giveBack)
      throws IOException {
    RunStore opened = null;
    try {
      opened = installation.open(home, configuration);
      RunStore store = opened;
      DagBook book = installation.dags(home, configuration);
      ArchiveCalendars calendars =
          ArchiveCalendars.readLater(() -> installation.archive(home, configuration));
      Resolver resolver = new DagResolver(book);
      Clock clock = Clock.systemUTC();
      register(store, book, calendars, resolver, clock, configuration);
      OperationsContext surroundings =
          new OperationsContext(
              store,
              book,
              resolver,
              calendars,
              new AttemptLogs(home.runLogs(), Set::of, clock),
              clock,
              schedulerPresence,
              request -> {
                throw new OperationFailedException("no scheduler has the home " + home.root());
              },
              () -> installation.warehousePlanner(home, configuration),
              installation.queries(home, configuration),
              new RetentionPolicy(
                  configuration.retention().runs(),
                  configuration.logs().keep(),
                  home.eventLogs(),
                  installation.unusedAttempts(home, configuration)),
              () -> {});
      return new StoreOperations(
          surroundings,
          () -> {
            try (giveBack) {
              store.close();
            }
          });
    } catch (IOException | RuntimeException e) {
      try (giveBack) {
        if (opened != null) {
          opened.close();
        }
      }
      throw e;
    }
  }

  /** A home without a scheduler so far has DAGs all the same. */
  private static void register(
      RunStore store,
      DagBook book,
      ArchiveCalendars calendars,
      Resolver resolver,
      Clock clock,
      Configuration configuration) {
    Set<String> known = store.dags().stream().map(DagRecord::dagId).collect(Collectors.toSet());
    if (!known.containsAll(book.ids())) {
      store.pools(configuration.pools());
      Set<String> paused =
          book.all().stream()
              .map(Dag::id)
              .filter(id -> configuration.dag(id).pausedAtStart())
              .collect(Collectors.toSet());
      new Planner(store, book, calendars, resolver, clock).register(paused);
    }
  }
}

package io.tapehouse.orchestrator.service;

import io.tapehouse.dictionary.DatasetDag;
import io.tapehouse.dictionary.Dictionary;
import io.tapehouse.extractors.http.BearerToken;
import io.tapehouse.extractors.http.ClientSettings.Unreachable;
import io.tapehouse.orchestrator.calendar.ArchiveCalendars;
import io.tapehouse.orchestrator.calendar.CalendarBook;
import io.tapehouse.orchestrator.config.Configuration;
import io.tapehouse.orchestrator.config.LoadedConfiguration;
import io.tapehouse.orchestrator.dag.Dag;
import io.tapehouse.orchestrator.dag.DagBook;
import io.tapehouse.orchestrator.dag.DagResolver;
import io.tapehouse.orchestrator.execute.ExecutionListener;
import io.tapehouse.orchestrator.execute.Node;
import io.tapehouse.orchestrator.execute.NodeSettings;
import io.tapehouse.orchestrator.home.Home;
import io.tapehouse.orchestrator.home.OwnedHome;
import io.tapehouse.orchestrator.logs.AttemptLogs;
import io.tapehouse.orchestrator.logs.CurrentLog;
import io.tapehouse.orchestrator.pipeline.DatasetDags;
import io.tapehouse.orchestrator.pipeline.DatasetTasks;
import io.tapehouse.orchestrator.pipeline.Patience;
import io.tapehouse.orchestrator.pipeline.PipelineContext;
import io.tapehouse.orchestrator.plan.Planner;
import io.tapehouse.orchestrator.runstore.Backfill;
import io.tapehouse.orchestrator.runstore.NewBackfill;
import io.tapehouse.orchestrator.runstore.Resolver;
import io.tapehouse.orchestrator.runstore.RunStore;
import io.tapehouse.orchestrator.site.Site;
import io.tapehouse.orchestrator.source.CcassFetchSettings;
import io.tapehouse.orchestrator.source.FetchSettings;
import io.tapehouse.orchestrator.source.Source;
import io.tapehouse.orchestrator.source.Sources;
import io.tapehouse.orchestrator.spark.SparkLauncher;
import io.tapehouse.orchestrator.state.BackfillState;
import io.tapehouse.sql.Warehouse;
import io.tapehouse.store.archive.Archive;
import io.tapehouse.store.lake.Lake;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/**
 * Everything that is open while this process owns a home: the run store, the warehouse, the source,
 * Spark, and the DAGs that work with them. Safe for use by many threads.
 */
public final class HomeSession implements AutoCloseable {

  private final Home home;
  private final Configuration configuration;
  private final Site site;
  private final OpenStore store;
  private final PipelineContext pipeline;
  private final DatasetTasks tasks;
  private final DagBook book;
  private final AttemptLogs logs;
  private final Resolver resolver;
  private final String nodeName =
      ProcessHandle.current().pid() + "-" + UUID.randomUUID().toString().substring(0, 8);

  private HomeSession(
      Home home,
      LoadedConfiguration loaded,
      Site site,
      OpenStore store,
      PipelineContext pipeline,
      BiFunction<Duration, Integer, Patience> patience) {
    this.home = home;
    this.configuration = loaded.configuration();
    this.site = site;
    this.store = store;
    this.pipeline = pipeline;
    Duration rest = pipeline.source().rest();
    this.tasks = new DatasetTasks(pipeline);
    DatasetDags dags = new DatasetDags(pipeline.dictionary(), tasks);
    List<Dag> all = new ArrayList<>();
    for (DatasetDag spec : pipeline.dictionary().dags()) {
      all.add(
          DagOverrides.apply(
              dags,
              spec,
              configuration.dag(spec.id()),
              DagOverrides.isScheduled(spec, configuration),
              rest,
              patience));
    }
    this.book = DagBook.of(all, configuration.pools().keySet());
    this.logs = new AttemptLogs(home.runLogs(), () -> loaded.secrets().values(), pipeline.clock());
    this.resolver = new DagResolver(book);
    CurrentLog.install(logs.masking());
  }

  /**
   * Opens everything in a home that this process owns.
   *
   * @param choice where files come from
   * @param site where bytes lie and what the warehouse is; closed with this
   * @param patience from how long a source is left in peace, and the number of tries, how long is
   *     waited
   * @param spark where the ETL runs; closed with this
   */
  public static HomeSession open(
      OwnedHome owned,
      LoadedConfiguration loaded,
      Sources.Choice choice,
      Site site,
      SparkLauncher spark,
      BiFunction<Duration, Integer, Patience> patience,
      PipelineContext.Throughput throughput,
      Clock clock)
      throws IOException {
    Home home = owned.home();
    Configuration configuration = loaded.configuration();
    Archive archive = choice.view(new Archive(site.archive(), clock));
    Lake lake = new Lake(site.lake());
    try (CloseOnFailure opening = new CloseOnFailure()) {
      opening.add(site);
      opening.add(spark);
      site.keep(choice.kind());
      site.sweep();
      OpenStore store = opening.add(OpenStore.of(home, configuration.runStore()));
      Warehouse warehouse = opening.add(site.warehouse(lake, clock));
      store.store().migrate();
      if (store.clustered()) {
        store.store().belongsTo(site.name());
      }
      warehouse.migrate();
      FetchSettings manners =
          new FetchSettings(
              configuration.fetch().userAgent(),
              Unreachable.ASKED_AGAIN,
              BearerToken.of(configuration.fetch().finmindToken().resolveIfSet().orElse(null)),
              new StoredHostLimits(store.store()),
              new CcassFetchSettings(
                  configuration.hkex().ccass().fetchPermissionObtained(),
                  configuration.hkex().ccass().pause(),
                  Set.copyOf(configuration.hkex().ccass().stocks())));
      Source source = opening.add(choice.open(archive, home.scratch(), manners));
      PipelineContext pipeline =
          new PipelineContext(
              Dictionary.load(),
              source,
              archive,
              lake,
              new PipelineContext.Places(site.archiveLocation(), site.lakeLocation()),
              warehouse,
              spark,
              new CalendarBook(archive),
              configuration.pipeline().keepTicks(),
              throughput,
              clock);
      HomeSession session = new HomeSession(home, loaded, site, store, pipeline, patience);
      session.prepare();
      opening.done();
      return session;
    }
  }

  /** Makes the store know our DAGs and pools, and clears up after processes that were killed. */
  private void prepare() throws IOException {
    RunStore runs = store.store();
    runs.fencesAbove(pipeline.warehouse().highestFence());
    runs.pools(configuration.pools());
    pipeline.calendars().refresh();
    planner()
        .register(
            book.ids().stream()
                .filter(id -> configuration.dag(id).pausedAtStart())
                .collect(Collectors.toUnmodifiableSet()));
    if (!store.clustered()) {
      // No other process works on this store: tasks that still run there belong to a killed one.
      for (Backfill backfill : runs.backfills(true)) {
        if (backfill.kind() == NewBackfill.Kind.FOREGROUND) {
          runs.move(backfill.id(), BackfillState.CANCELLED, resolver);
        }
      }
      runs.takeOver(Duration.ZERO, configuration.scheduler().takeovers(), resolver);
    }
  }

  /** The home. */
  public Home home() {
    return home;
  }

  /** The settings. */
  public Configuration configuration() {
    return configuration;
  }

  /** Everything that is remembered. */
  public RunStore store() {
    return store.store();
  }

  /** The run store with its data source. */
  public OpenStore openStore() {
    return store;
  }

  /** What the tasks work with. */
  public PipelineContext pipeline() {
    return pipeline;
  }

  /** All DAGs. */
  public DagBook book() {
    return book;
  }

  /** The code of the tasks of datasets. */
  public DatasetTasks tasks() {
    return tasks;
  }

  /** What follows for runs from the states of their tasks. */
  public Resolver resolver() {
    return resolver;
  }

  /** Where attempts write their logs. */
  public AttemptLogs logs() {
    return logs;
  }

  /** The trading calendars, as they are known whenever one is asked for. */
  public ArchiveCalendars calendars() {
    return ArchiveCalendars.of(pipeline.calendars());
  }

  /** A planner for everything. */
  public Planner planner() {
    return new Planner(store.store(), book, calendars(), resolver, pipeline.clock());
  }

  /** How a node of this process works. */
  public NodeSettings nodeSettings() {
    return new NodeSettings(
        nodeName,
        configuration.scheduler().workers(),
        configuration.scheduler().heartbeat(),
        configuration.scheduler().poll(),
        configuration.scheduler().takeovers(),
        null);
  }

  /** A node that has not begun yet. */
  public Node node(NodeSettings settings, ExecutionListener listener) {
    return new Node(store.store(), book, settings, logs, listener);
  }

  @Override
  public void close() throws IOException {
    Source source = pipeline.source();
    SparkLauncher spark = pipeline.spark();
    // In this order backwards: the run store hears of everything, so it goes last.
    try (site;
        store;
        source;
        spark) {
      pipeline.warehouse().close();
    }
  }
}

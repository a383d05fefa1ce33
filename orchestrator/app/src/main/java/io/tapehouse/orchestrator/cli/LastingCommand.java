package io.tapehouse.orchestrator.cli;

import io.tapehouse.orchestrator.config.Configuration;
import io.tapehouse.orchestrator.config.LoadedConfiguration;
import io.tapehouse.orchestrator.control.ControlServer;
import io.tapehouse.orchestrator.home.Home;
import io.tapehouse.orchestrator.home.OwnedHome;
import io.tapehouse.orchestrator.logs.Masking;
import io.tapehouse.orchestrator.pipeline.Patience;
import io.tapehouse.orchestrator.pipeline.PipelineContext.Throughput;
import io.tapehouse.orchestrator.run.ScheduledRuns;
import io.tapehouse.orchestrator.service.Handlers;
import io.tapehouse.orchestrator.service.HomeSession;
import io.tapehouse.orchestrator.service.Scheduler;
import io.tapehouse.orchestrator.site.Site;
import io.tapehouse.orchestrator.site.Sites;
import io.tapehouse.orchestrator.source.Sources;
import io.tapehouse.orchestrator.spark.SparkLauncher;
import io.tapehouse.orchestrator.spark.SparkUse;
import java.io.Closeable;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A command that owns the home and runs what is due until it is stopped. */
abstract class LastingCommand implements Callable<Integer> {

  /** Beyond the grace of the attempts, for everything that is to be closed. */
  private static final Duration TO_CLOSE = Duration.ofSeconds(30);

  @Mixin private ConfigOption configOption = new ConfigOption();

  @Option(
      names = "--source",
      paramLabel = "SOURCE",
      description = "live, sim or replay:DIR. Default: the configuration's, which is live.")
  private @Nullable String sourceName;

  @Option(
      names = "--fault",
      paramLabel = "RULE",
      description = "With --source sim: a fault of the simulator; may be given more than once.")
  private List<String> faults = new ArrayList<>();

  /** As which it is known to people. */
  abstract String name();

  /**
   * What it serves beside.
   *
   * @return ends it, before the home is closed
   */
  abstract Closeable serve(LoadedConfiguration loaded, HomeSession session) throws IOException;

  @Override
  public Integer call() throws IOException, InterruptedException {
    LoadedConfiguration loaded = configOption.load();
    Configuration configuration = loaded.configuration();
    String named = sourceName == null ? configuration.source() : sourceName;
    Sources.Choice choice = Sources.choose(named, faults);
    CountDownLatch stop = new CountDownLatch(1);
    CountDownLatch stopped = new CountDownLatch(1);
    Duration grace = configuration.scheduler().shutdownGrace();
    Thread hook = new Thread(() -> stop(stop, stopped, grace), "shutdown");
    try {
      serve(loaded, choice, named, stop, hook);
      // Before the hook hears of it: the process ends with it.
      System.err.println(name() + ": stopped");
    } finally {
      stopped.countDown();
    }
    return 0;
  }

  /** Works until it is stopped, and closes everything. */
  private void serve(
      LoadedConfiguration loaded,
      Sources.Choice choice,
      String named,
      CountDownLatch stop,
      Thread hook)
      throws IOException, InterruptedException {
    Home home = configOption.home();
    Configuration configuration = loaded.configuration();
    try (OwnedHome owned = OwnedHome.take(home, choice.kind(), name());
        Site site = Sites.of(home, configuration);
        SparkLauncher spark =
            site.spark(new Masking(() -> loaded.secrets().values()), SparkUse.LASTING);
        HomeSession session =
            HomeSession.open(
                owned,
                loaded,
                choice,
                site,
                spark,
                Patience::ofScheduler,
                Throughput.NONE,
                Clock.systemUTC());
        Scheduler scheduler = new Scheduler(session)) {
      // Before anything begins: a port that is taken refuses the start.
      Closeable served = serve(loaded, session);
      try (served) {
        Runtime.getRuntime().addShutdownHook(hook);
        scheduler.start();
        ControlServer server =
            ControlServer.open(
                home, Handlers.of(session, scheduler, new ScheduledRuns(session, scheduler)));
        try (server) {
          System.err.printf(
              "%s: up in %s, process %d, source %s%n",
              name(), home.root(), ProcessHandle.current().pid(), named);
          stop.await();
          System.err.println(name() + ": stopping");
          scheduler.stop(configuration.scheduler().shutdownGrace());
        }
      }
    }
  }

  /** The process must not go before everything is put away. */
  private void stop(CountDownLatch stop, CountDownLatch stopped, Duration grace) {
    stop.countDown();
    try {
      if (!stopped.await(grace.plus(TO_CLOSE).toMillis(), TimeUnit.MILLISECONDS)) {
        System.err.println(name() + ": could not stop in time");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

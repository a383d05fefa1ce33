package io.tapehouse.orchestrator.service;

import io.tapehouse.dictionary.Dictionary;
import io.tapehouse.orchestrator.calendar.CalendarBook;
import io.tapehouse.orchestrator.config.Configuration;
import io.tapehouse.orchestrator.dag.DagBook;
import io.tapehouse.orchestrator.home.Home;
import io.tapehouse.orchestrator.pipeline.DatasetDags;
import io.tapehouse.orchestrator.pipeline.Patience;
import io.tapehouse.orchestrator.pipeline.PipelineContext;
import io.tapehouse.orchestrator.site.LocalSite;
import io.tapehouse.orchestrator.source.Source;
import io.tapehouse.orchestrator.spark.SparkLauncher;
import io.tapehouse.sql.Warehouse;
import io.tapehouse.store.archive.Archive;
import io.tapehouse.store.lake.Lake;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;

/**
 * The DAGs for somebody who wants to know of them and runs none of their tasks: what the tasks work
 * with is not opened.
 */
public final class DescribedDags {

  private DescribedDags() {}

  /** The DAGs of a home, with what the configuration changes in them. */
  public static DagBook of(Home home, Configuration configuration) {
    Clock clock = Clock.systemUTC();
    Dictionary dictionary = Dictionary.load();
    // Its stores are not asked for anything either.
    LocalSite site = new LocalSite(home, configuration);
    Archive archive = new Archive(site.archive(), clock);
    DatasetDags dags =
        new DatasetDags(
            new PipelineContext(
                dictionary,
                unused(Source.class),
                archive,
                new Lake(site.lake()),
                new PipelineContext.Places(site.archiveLocation(), site.lakeLocation()),
                unused(Warehouse.class),
                unused(SparkLauncher.class),
                new CalendarBook(archive),
                PipelineContext.Throughput.NONE,
                clock));
    return DagBook.of(
        dictionary.dags().stream()
            .map(
                spec ->
                    DagOverrides.apply(
                        dags,
                        spec,
                        configuration.dag(spec.id()),
                        DagOverrides.isScheduled(spec, configuration),
                        Duration.ZERO,
                        Patience::ofScheduler))
            .toList(),
        configuration.pools().keySet());
  }

  private static <T> T unused(Class<T> type) {
    return type.cast(
        Proxy.newProxyInstance(
            DescribedDags.class.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> {
              throw new IllegalStateException(
                  "a task of a DAG that is only described asked for " + method);
            }));
  }
}

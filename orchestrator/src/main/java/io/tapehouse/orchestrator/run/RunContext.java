package io.tapehouse.orchestrator.run;

import io.tapehouse.dictionary.Dictionary;
import io.tapehouse.orchestrator.home.Home;
import io.tapehouse.orchestrator.source.Source;
import io.tapehouse.orchestrator.spark.SparkLauncher;
import io.tapehouse.sql.Warehouse;
import io.tapehouse.store.archive.Archive;
import io.tapehouse.store.lake.Lake;
import java.time.Clock;

/**
 * What a run works with.
 *
 * @param runId names the run; attempts are numbered under it
 * @param home where everything lies
 * @param dictionary what the data means
 * @param source where files come from
 * @param archive where they go first
 * @param lake where the ETL puts what is in them
 * @param warehouse where it ends
 * @param spark where the ETL runs
 * @param progress is told how it goes
 * @param clock what time it is
 */
public record RunContext(
    String runId,
    Home home,
    Dictionary dictionary,
    Source source,
    Archive archive,
    Lake lake,
    Warehouse warehouse,
    SparkLauncher spark,
    Progress progress,
    Clock clock) {}

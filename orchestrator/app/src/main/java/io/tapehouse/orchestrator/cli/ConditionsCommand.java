package io.tapehouse.orchestrator.cli;

import io.tapehouse.dictionary.Dataset;
import io.tapehouse.dictionary.Dictionary;
import io.tapehouse.orchestrator.config.Suggestion;
import io.tapehouse.sql.result.ResultFormat;
import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tapehouse conditions}: whether the dates of a dataset may be used. */
@Command(
    name = "conditions",
    mixinStandardHelpOptions = true,
    description = {
      "Whether the dates of datasets may be used: available, degraded, pending, missing, closed or unpublished,"
          + " with the reason.",
      "The same as the named query conditions and the view dataset_condition."
    })
final class ConditionsCommand implements Callable<Integer> {

  private static final int DAYS = 14;

  @Mixin private ConfigOption configOption = new ConfigOption();

  @Parameters(
      arity = "0..1",
      paramLabel = "DATASET",
      description = "A dataset by its id. Default: all of them.")
  private @Nullable String dataset;

  @Option(
      names = "--from",
      paramLabel = "DATE",
      description = "The first date. Default: 14 days up to the last one.")
  private @Nullable LocalDate from;

  @Option(names = "--to", paramLabel = "DATE", description = "The last date. Default: today.")
  private @Nullable LocalDate to;

  @Option(names = "--json", description = "As JSON.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    List<String> parameters = new ArrayList<>();
    if (dataset != null) {
      parameters.add("dataset=" + known(dataset));
    }
    LocalDate last = to == null ? LocalDate.now(ZoneOffset.UTC) : to;
    LocalDate first = from == null ? last.minusDays(DAYS - 1L) : from;
    if (first.isAfter(last)) {
      throw new IllegalArgumentException(
          "expected --from not after --to, found %s and %s".formatted(first, last));
    }
    parameters.add("from=" + first);
    // Today is another date elsewhere: the view itself ends there.
    if (to != null) {
      parameters.add("to=" + to);
    }
    CommandQueries.of(configOption)
        .sql(
            ChosenQuery.bound("conditions", parameters),
            json ? ResultFormat.JSON : ResultFormat.TABLE,
            new StandardOutput());
    return 0;
  }

  private static String known(String id) {
    List<String> ids = Dictionary.load().datasets().stream().map(Dataset::id).toList();
    if (ids.contains(id)) {
      return id;
    }
    throw new IllegalArgumentException(
        "no dataset '%s'; %s"
            .formatted(
                id,
                Suggestion.to(id, ids)
                    .map(nearest -> "did you mean '" + nearest + "'?")
                    .orElse("tapehouse dictionary lists them")));
  }
}

package io.tapehouse.orchestrator.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapehouse.dictionary.Dictionary;
import io.tapehouse.orchestrator.config.Configuration;
import io.tapehouse.orchestrator.config.LoadedConfiguration;
import io.tapehouse.orchestrator.home.Home;
import io.tapehouse.orchestrator.home.OwnedHome;
import io.tapehouse.orchestrator.pipeline.Patience;
import io.tapehouse.orchestrator.runstore.Backfill;
import io.tapehouse.orchestrator.runstore.RunStore;
import io.tapehouse.orchestrator.service.HomeSession;
import io.tapehouse.orchestrator.service.NoSpark;
import io.tapehouse.orchestrator.site.LocalSite;
import io.tapehouse.orchestrator.source.Sources;
import io.tapehouse.orchestrator.state.BackfillState;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run in the foreground that its user cancels while it runs. */
class CancelledRunTest {

  @TempDir private Path folder;

  @Test
  void isNoSuccess() throws Exception {
    Sources.Choice choice = Sources.choose("sim", List.of());
    Canceller canceller = new Canceller();
    try (OwnedHome owned = OwnedHome.take(new Home(folder), choice.kind(), "a test");
        HomeSession session =
            HomeSession.open(
                owned,
                LoadedConfiguration.load(Optional.empty(), Map.of()),
                choice,
                new LocalSite(owned.home(), Configuration.defaults()),
                new NoSpark(),
                (rest, tries) -> Patience.ofForeground(rest),
                canceller,
                Clock.systemUTC())) {
      canceller.session = session;
      RunSummary summary =
          new ForegroundRun(session, canceller)
              .run(
                  Dictionary.load().dag("taiwan_index"),
                  List.of(LocalDate.of(2024, 11, 5)),
                  List.of());
      assertThat(summary.cancelled()).isTrue();
      assertThat(summary.succeeded()).isFalse();
      assertThat(SummaryText.lines(summary, Duration.ZERO))
          .last()
          .asString()
          .startsWith("run cancelled: ");
    }
  }

  /** Cancels as soon as it hears of a task. */
  private static final class Canceller implements Progress {

    private HomeSession session;

    @Override
    public void planned(int tasks) {}

    @Override
    public void began(String task) {
      RunStore store = session.store();
      for (Backfill backfill : store.backfills(true)) {
        store.move(backfill.id(), BackfillState.CANCELLED, session.resolver());
      }
    }

    @Override
    public void ended(TaskRecord task) {}

    @Override
    public void say(String line) {}

    @Override
    public void close() {}
  }
}

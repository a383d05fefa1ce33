package io.tapehouse.orchestrator.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapehouse.dictionary.Dictionary;
import io.tapehouse.orchestrator.config.Configuration;
import io.tapehouse.orchestrator.config.LoadedConfiguration;
import io.tapehouse.orchestrator.home.Home;
import io.tapehouse.orchestrator.home.OwnedHome;
import io.tapehouse.orchestrator.pipeline.Patience;
import io.tapehouse.orchestrator.pipeline.PipelineContext;
import io.tapehouse.orchestrator.service.HomeSession;
import io.tapehouse.orchestrator.service.NoSpark;
import io.tapehouse.orchestrator.site.LocalSite;
import io.tapehouse.orchestrator.source.Sources;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which date a run takes that is given none, by the clock on the exchange's wall. */
@Tag("calendar")
class ChosenDatesTest {

  private static final ZoneId TAIPEI = ZoneId.of("Asia/Taipei");

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    // A Monday before and after the day's files are due.
    "2026-11-30T13:20, 2026-11-27",
    "2026-11-30T23:30, 2026-11-30",
    // A Saturday.
    "2026-11-28T12:00, 2026-11-27",
    // The lunar new year, whose last two days before are for settlement alone.
    "2027-02-09T10:00, 2027-02-01",
    "2028-01-27T10:00, 2028-01-19",
    // January 1, and one whose make-up day is the last of the year before.
    "2027-01-01T09:00, 2026-12-31",
    "2028-01-01T09:00, 2027-12-30",
    "2028-02-29T09:00, 2028-02-25",
    "2028-02-29T23:30, 2028-02-29"
  })
  void theLatestOneWhoseFilesAreDue(LocalDateTime now, LocalDate expected)
      throws IOException, InterruptedException {
    Sources.Choice choice = Sources.choose("sim", List.of());
    try (OwnedHome owned = OwnedHome.take(new Home(folder), choice.kind(), "a test");
        HomeSession session =
            HomeSession.open(
                owned,
                LoadedConfiguration.load(Optional.empty(), Map.of()),
                choice,
                new LocalSite(owned.home(), Configuration.defaults()),
                new NoSpark(),
                (rest, tries) -> Patience.ofForeground(rest),
                PipelineContext.Throughput.NONE,
                Clock.fixed(now.atZone(TAIPEI).toInstant(), TAIPEI))) {
      assertThat(
              ChosenDates.of(
                      session, Dictionary.load().dag("taiwan_index"), new DateSelection.Latest())
                  .dates())
          .containsExactly(expected);
    }
  }
}

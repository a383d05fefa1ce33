package io.tapehouse.orchestrator.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tapehouse.dictionary.calendar.Exchange;
import io.tapehouse.dictionary.calendar.TradingCalendar;
import io.tapehouse.orchestrator.calendar.CalendarBook;
import io.tapehouse.orchestrator.config.Configuration;
import io.tapehouse.orchestrator.config.LoadedConfiguration;
import io.tapehouse.orchestrator.control.ControlServer;
import io.tapehouse.orchestrator.dag.Dag;
import io.tapehouse.orchestrator.e2e.Said;
import io.tapehouse.orchestrator.home.Home;
import io.tapehouse.orchestrator.home.OwnedHome;
import io.tapehouse.orchestrator.operations.OperationsJson;
import io.tapehouse.orchestrator.pipeline.Patience;
import io.tapehouse.orchestrator.pipeline.PipelineContext;
import io.tapehouse.orchestrator.site.LocalSite;
import io.tapehouse.orchestrator.source.Sources;
import io.tapehouse.store.FolderObjectStore;
import io.tapehouse.store.archive.Archive;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What commands answer of the program's own DAGs and calendars, from the home itself and by way of
 * an owner as the program has it: they put them together in two places.
 */
class ProgramAnswersTest {

  @TempDir private Path folder;

  private interface Question {
    Said ask() throws IOException;
  }

  private Said tapehouse(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--home", folder.toString()));
    return Said.tapehouse(all.toArray(String[]::new));
  }

  private Said besideAnOwner(Question question) throws IOException {
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
                Clock.systemUTC());
        ControlServer server =
            ControlServer.open(owned.home(), Handlers.of(session, owned, () -> {}))) {
      assertThat(server).isNotNull();
      return question.ask();
    }
  }

  @Test
  void everyExchangeWithACalendarHasOneWhoeverIsAsked() throws IOException {
    List<Said> alone = calendars();
    assertThat(alone).allSatisfy(said -> assertThat(said.exit()).as(said.err()).isZero());
    Said unknown = tapehouse("calendar", "show", "CCAS", "2025");
    assertThat(unknown.exit()).isEqualTo(2);
    assertThat(unknown.err()).contains("no calendar of an exchange 'CCAS'; did you mean 'CCASS'?");
    besideAnOwner(
        () -> {
          assertThat(calendars()).isEqualTo(alone);
          Said still = tapehouse("calendar", "show", "CCAS", "2025");
          assertThat(still).isEqualTo(unknown);
          return still;
        });
  }

  private List<Said> calendars() {
    return Exchange.codes().stream()
        .map(exchange -> tapehouse("calendar", "show", exchange, "2025"))
        .toList();
  }

  /** A DAG without a start date begins as many trading days ago as its publishers keep. */
  @Test
  void theFirstCommandInAHomeRegistersTheStartDatesOfTheProgram() throws IOException {
    JsonNode dags = dags();
    for (Dag dag : DescribedDags.of(Configuration.defaults()).all()) {
      JsonNode line = line(dags, dag.id());
      assertThat(openDays(dag, LocalDate.parse(line.path("startDate").asText())))
          .as("%s begins on %s", dag.id(), line.path("startDate").asText())
          // Midnight may have passed since.
          .isBetween((long) dag.keptTradingDays(), dag.keptTradingDays() + 1L);
    }
    besideAnOwner(
        () -> {
          JsonNode later = dags();
          dags.forEach(
              line ->
                  assertThat(line(later, line.path("id").asText()).path("startDate"))
                      .isEqualTo(line.path("startDate")));
          return tapehouse("dags", "list");
        });
  }

  private long openDays(Dag dag, LocalDate start) {
    TradingCalendar calendar =
        new CalendarBook(new Archive(new FolderObjectStore(folder), Clock.systemUTC()))
            .calendar(dag.calendar());
    return start.datesUntil(LocalDate.now(dag.zone()).plusDays(1)).filter(calendar::isOpen).count();
  }

  @Test
  void aScheduleDoesNotComeRoundBeforeTheStartDate() throws IOException {
    Files.writeString(
        folder.resolve("tapehouse.yaml"), "dags: {taiwan_index: {start-date: 2099-01-05}}\n");
    JsonNode line = line(dags(), "taiwan_index");
    assertThat(line.path("startDate").asText()).isEqualTo("2099-01-05");
    assertThat(line.path("nextFire").asText()).isEqualTo("2099-01-05T10:30:00Z");
  }

  private JsonNode dags() throws IOException {
    Said said = tapehouse("dags", "list", "--json");
    assertThat(said.exit()).as(said.err()).isZero();
    return OperationsJson.mapper().readTree(said.out());
  }

  private static JsonNode line(JsonNode dags, String id) {
    for (JsonNode line : dags) {
      if (line.path("id").asText().equals(id)) {
        return line;
      }
    }
    throw new AssertionError("no DAG " + id + " in " + dags);
  }
}

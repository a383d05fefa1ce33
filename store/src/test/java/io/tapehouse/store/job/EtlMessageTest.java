package io.tapehouse.store.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapehouse.dictionary.Partition;
import io.tapehouse.store.Json;
import io.tapehouse.store.archive.Receipt.ArchivedFile;
import io.tapehouse.store.job.EtlJob.EtlInput;
import io.tapehouse.store.job.EtlOutcome.RowCounts;
import io.tapehouse.store.job.EtlOutcome.Status;
import io.tapehouse.store.lake.Manifest;
import io.tapehouse.store.lake.Manifest.LakeFile;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What crosses between processes comes out as it went in. */
class EtlMessageTest {

  private static final LocalDate DATE = LocalDate.of(2021, 7, 26);
  private static final EtlOutcome OUTCOME =
      new EtlOutcome(
          new Partition("taifex.futures_tick", DATE),
          "a1",
          Status.WRITTEN,
          null,
          null,
          Map.of(
              "derivative_bar",
              new Manifest(
                  "derivative_bar",
                  new Partition("taifex.futures_tick", DATE),
                  "a1",
                  List.of(new LakeFile("part-0.parquet", 10, 2)))),
          Map.of("derivative_bar", new RowCounts(3, 2, 1)),
          List.of("新欄位"),
          List.of(new EtlOutcome.BadRow("a.zip!a.csv", 7, "expected a date", "x,y")),
          1.5);

  static Stream<EtlMessage> messages() {
    return Stream.of(
        new EtlMessage.Ready("local-1"),
        new EtlMessage.Progress(449_454, 22_812_064),
        new EtlMessage.Outcome(OUTCOME),
        new EtlMessage.Done("job-1"));
  }

  @ParameterizedTest
  @MethodSource("messages")
  void aMessageIsOneLine(EtlMessage message) throws IOException {
    String line = Json.MAPPER.writerFor(EtlMessage.class).writeValueAsString(message);
    assertThat(line).doesNotContain("\n").contains("\"is\":");
    assertThat(Json.MAPPER.readValue(line, EtlMessage.class)).isEqualTo(message);
  }

  @Test
  void aJobIsOneLine() throws IOException {
    EtlJob job =
        new EtlJob(
            "job-1",
            "/archive",
            "/lake",
            List.of(1, 5),
            Map.of("TAIFEX", Map.of(DATE, false)),
            List.of(
                new EtlInput(
                    new Partition("taifex.futures_tick", DATE),
                    2,
                    "a1",
                    List.of(new ArchivedFile("Daily.zip", 3, "00")))));
    String line = Json.MAPPER.writeValueAsString(job);
    assertThat(line).doesNotContain("\n");
    assertThat(Json.MAPPER.readValue(line, EtlJob.class)).isEqualTo(job);
  }

  @Test
  void anOutcomeTakesItsTime() {
    assertThat(OUTCOME.took(2).seconds()).isEqualTo(2);
    assertThat(OUTCOME.took(1.5)).isEqualTo(OUTCOME);
  }
}

package io.tapehouse.orchestrator.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapehouse.dictionary.Dataset;
import io.tapehouse.dictionary.Dictionary;
import io.tapehouse.orchestrator.task.ErrorKind;
import io.tapehouse.store.FolderObjectStore;
import io.tapehouse.store.archive.Archive;
import io.tapehouse.store.archive.Receipt.ArchivedFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Folders as people keep them. */
class ReplaySourceTest {

  private static final LocalDate DATE = LocalDate.of(2024, 11, 8);
  private static final Dataset TICKS = Dictionary.load().dataset("taifex.futures_tick");

  @TempDir private Path root;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Daily_2024_11_08.zip",
        "Daily_2024_11_08.csv",
        "Daily_2024_11_08.rpt",
        "DAILY_2024_11_08.CSV",
        "ticks of friday.csv"
      })
  void aFileIsTakenUnderItsOwnName(String name) throws IOException {
    write("", name, ".DS_Store", "_receipt.json");
    Arrival.Archived arrival = (Arrival.Archived) bring();
    assertThat(names(arrival)).containsExactly(name);
    assertThat(arrival.note()).isEmpty();
    assertThat(arrival.added()).isTrue();
  }

  @Test
  void whatItLacksIsKnownWithoutBringingIt() throws IOException {
    ReplaySource source = source();
    assertThat(source.lacks(TICKS, DATE)).contains("not in replay");
    write("", "Daily_2024_11_08.zip");
    assertThat(source.lacks(TICKS, DATE)).isEmpty();
    assertThat(source.lacks(TICKS, DATE.plusDays(1))).contains("not in replay");
  }

  @Test
  void theZipIsTakenAndTheOtherNamed() throws IOException {
    write("", "Daily_2024_11_08.csv", "DAILY_2024_11_08.ZIP", "notes.txt");
    Arrival.Archived arrival = (Arrival.Archived) bring();
    assertThat(names(arrival)).containsExactly("DAILY_2024_11_08.ZIP");
    assertThat(arrival.note())
        .isEqualTo("took DAILY_2024_11_08.ZIP, left out Daily_2024_11_08.csv, notes.txt beside it");
  }

  @Test
  void theNameOfThePublisherBeforeAnother() throws IOException {
    write("", "Thumbs.db", "Daily_2024_11_07.zip", "Daily_2024_11_08.rpt");
    assertThat(names((Arrival.Archived) bring())).containsExactly("Daily_2024_11_08.rpt");
  }

  @Test
  void severalOfWhichNoneIsMeant() throws IOException {
    write("", "one.csv", "two.csv");
    Arrival.Failed failed = (Arrival.Failed) bring();
    assertThat(failed.kind()).isEqualTo(ErrorKind.DATA);
    assertThat(failed.complaint())
        .contains("taifex.futures_tick 2024-11-08")
        .contains("expected one file, or one that is named Daily_2024_11_08.zip, .csv or .rpt")
        .contains("found one.csv, two.csv");
  }

  @Test
  void eachVersionByItself() throws IOException {
    write("v1", "Daily_2024_11_08.csv");
    write("v2", "Daily_2024_11_08.zip", "Daily_2024_11_08.csv");
    Arrival.Archived arrival = (Arrival.Archived) bring();
    assertThat(arrival.receipt().version()).isEqualTo(2);
    assertThat(names(arrival)).containsExactly("Daily_2024_11_08.zip");
  }

  private void write(String version, String... names) throws IOException {
    Path folder =
        Files.createDirectories(
            root.resolve("replay").resolve(TICKS.id()).resolve(DATE.toString()).resolve(version));
    for (String name : names) {
      Files.writeString(folder.resolve(name), name);
    }
  }

  private Arrival bring() throws IOException {
    return source().bring(TICKS, DATE);
  }

  private ReplaySource source() {
    Archive archive =
        new Archive(new FolderObjectStore(root.resolve("archive")), Clock.systemUTC());
    return new ReplaySource(root.resolve("replay"), archive);
  }

  private static List<String> names(Arrival.Archived arrival) {
    return arrival.receipt().files().stream().map(ArchivedFile::name).toList();
  }
}

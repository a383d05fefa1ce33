package io.tapehouse.store.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapehouse.store.FolderObjectStore;
import io.tapehouse.store.archive.Receipt.ArchivedFile;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that is killed while it adds leaves no version that is not whole. */
class KilledWriterTest {

  private static final String DATASET = "taifex.futures_tick";
  private static final LocalDate DATE = LocalDate.of(2021, 7, 26);
  private static final int KILLS = 8;

  @TempDir Path folder;

  @Test
  void everyVisibleVersionIsWhole() throws Exception {
    Random random = new Random(20210726);
    Archive archive =
        new Archive(new FolderObjectStore(folder.resolve("archive")), Clock.systemUTC());
    List<Integer> finished = new ArrayList<>();
    for (int kill = 0; kill < KILLS; kill++) {
      Moment moment = Moment.values()[kill % Moment.values().length];
      finished.addAll(addAndKill(kill, 1 + random.nextInt(4), moment));
      List<Receipt> versions = archive.versions(DATASET, DATE);
      assertThat(versions).extracting(Receipt::version).containsAll(finished);
      for (Receipt receipt : versions) {
        assertThat(receipt.files()).hasSize(2);
        for (ArchivedFile file : receipt.files()) {
          assertThat(archive.digest(receipt, file)).isEqualTo(file.sha256());
        }
      }
    }
    assertThat(finished).doesNotHaveDuplicates().hasSizeGreaterThanOrEqualTo(KILLS);
  }

  /** How far the add has come that is cut off. */
  private enum Moment {
    ANYWHERE,
    BYTES_ARE_COMING,
    FIRST_FILE_IS_THERE,
    SECOND_FILE_IS_THERE
  }

  /** Kills the process within an add, after it finished {@code adds} others. */
  private List<Integer> addAndKill(int seed, int adds, Moment moment)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-cp",
                System.getProperty("java.class.path"),
                AddUntilKilled.class.getName(),
                folder.resolve("archive").toString(),
                Files.createTempDirectory(folder, "scratch").toString(),
                Integer.toString(seed))
            .redirectError(folder.resolve("errors-" + seed).toFile())
            .start();
    List<Integer> finished = new ArrayList<>();
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        finished.add(Integer.valueOf(line));
        if (finished.size() == adds) {
          awaitMoment(process, finished.get(adds - 1) + 1, moment);
          // Not Process.destroyForcibly, which would close the stream that is being read.
          process.toHandle().destroyForcibly();
        }
      }
    } finally {
      process.destroyForcibly();
    }
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(finished.size())
        .as("adds before the kill; the process said %s", folder.resolve("errors-" + seed))
        .isGreaterThanOrEqualTo(adds);
    return finished;
  }

  private void awaitMoment(Process process, int version, Moment moment) {
    Path archive = folder.resolve("archive");
    Path next = archive.resolve(DATASET).resolve(DATE.toString()).resolve("v" + version);
    while (process.isAlive()
        && !switch (moment) {
          case ANYWHERE -> true;
          case BYTES_ARE_COMING -> hasEntries(archive.resolve(".incoming"));
          case FIRST_FILE_IS_THERE -> Files.exists(next.resolve("first"));
          case SECOND_FILE_IS_THERE -> Files.exists(next.resolve("second"));
        }) {
      Thread.onSpinWait();
    }
  }

  private static boolean hasEntries(Path directory) {
    String[] entries = directory.toFile().list();
    return entries != null && entries.length > 0;
  }
}

package io.tapehouse.store.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapehouse.store.ObjectStore;
import io.tapehouse.store.archive.Receipt.ArchivedFile;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that is killed while it adds leaves no version that is not whole. */
public abstract class KilledWriterContract {

  private static final String DATASET = "taifex.futures_tick";
  private static final LocalDate DATE = LocalDate.of(2021, 7, 26);

  @TempDir protected Path folder;

  /** The store that the process writes to. */
  protected abstract ObjectStore open() throws IOException;

  /** By which the process finds it: the arguments of {@link AddUntilKilled} from the third on. */
  protected abstract List<String> place() throws IOException;

  /** How often it is killed. */
  protected int kills() {
    return 8;
  }

  /** Whether an object is on its way at this moment. */
  protected abstract boolean bytesAreComing() throws IOException;

  @Test
  void aVersionWhoseBytesWereComingIsNotVisible() throws Exception {
    everyVersionIsWhole(List.of(Moment.BYTES_ARE_COMING));
  }

  @Test
  @Tag("endurance")
  void everyVisibleVersionIsWhole() throws Exception {
    List<Moment> moments = new ArrayList<>();
    for (int kill = 0; kill < kills(); kill++) {
      moments.add(Moment.values()[kill % Moment.values().length]);
    }
    everyVersionIsWhole(moments);
  }

  /** Kills once at each of some moments. */
  private void everyVersionIsWhole(List<Moment> moments) throws Exception {
    Random random = new Random(20210726);
    Archive archive = new Archive(open(), Clock.systemUTC());
    List<Integer> finished = new ArrayList<>();
    Set<Integer> whole = new HashSet<>();
    for (int kill = 0; kill < moments.size(); kill++) {
      finished.addAll(addAndKill(kill, 1 + random.nextInt(3), moments.get(kill)));
      List<Receipt> versions = archive.versions(DATASET, DATE);
      assertThat(versions).extracting(Receipt::version).containsAll(finished);
      for (Receipt receipt : versions) {
        assertThat(receipt.files()).hasSize(2);
        if (!whole.add(receipt.version())) {
          continue; // nobody writes to it any more
        }
        for (ArchivedFile file : receipt.files()) {
          assertThat(archive.digest(receipt, file)).isEqualTo(file.sha256());
        }
      }
    }
    assertThat(finished).doesNotHaveDuplicates().hasSizeGreaterThanOrEqualTo(moments.size());
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
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1", // it lives for seconds
                "-cp",
                System.getProperty("java.class.path"),
                AddUntilKilled.class.getName(),
                Files.createTempDirectory(folder, "scratch").toString(),
                Integer.toString(seed)));
    command.addAll(place());
    Process process =
        new ProcessBuilder(command)
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

  private void awaitMoment(Process process, int version, Moment moment) throws IOException {
    ObjectStore store = open();
    String next = DATASET + "/" + DATE + "/v" + version + "/";
    while (process.isAlive()
        && !switch (moment) {
          case ANYWHERE -> true;
          case BYTES_ARE_COMING -> bytesAreComing();
          case FIRST_FILE_IS_THERE -> store.stat(next + "first").isPresent();
          case SECOND_FILE_IS_THERE -> store.stat(next + "second").isPresent();
        }) {
      Thread.onSpinWait();
    }
  }
}

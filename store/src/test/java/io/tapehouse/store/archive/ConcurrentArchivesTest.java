package io.tapehouse.store.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapehouse.store.FolderObjectStore;
import io.tapehouse.store.ObjectStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Archives on one folder. */
class ConcurrentArchivesTest extends ConcurrentArchivesContract {

  private static final LocalDate FIRST = LocalDate.of(2021, 7, 26);
  private static final int DAYS = 60;

  @Override
  protected ObjectStore open() {
    return new FolderObjectStore(folder.resolve("archive"));
  }

  @Test
  void twoProcessesThatAddTheSameAtOnceMakeOneVersion() throws Exception {
    List<Process> adders = List.of(start(1), start(2));
    try {
      for (Process adder : adders) {
        assertThat(adder.inputReader(StandardCharsets.UTF_8).readLine()).isEqualTo("ready");
      }
      for (Process adder : adders) {
        adder.getOutputStream().write('\n');
        adder.getOutputStream().flush();
      }
      for (Process adder : adders) {
        assertThat(adder.waitFor(2, TimeUnit.MINUTES)).isTrue();
        assertThat(adder.exitValue()).isZero();
      }
    } finally {
      adders.forEach(Process::destroyForcibly);
    }
    Archive archive = new Archive(open(), Clock.systemUTC());
    for (int day = 0; day < DAYS; day++) {
      assertThat(archive.versions("taifex.futures_tick", FIRST.plusDays(day)))
          .extracting(Receipt::version)
          .containsExactly(1);
    }
  }

  private Process start(int number) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx128m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp"));
    command.add(System.getProperty("java.class.path"));
    command.add(AddTheSame.class.getName());
    command.add(folder.resolve("archive").toString());
    command.add(Files.createDirectory(folder.resolve("scratch" + number)).toString());
    command.add(FIRST.toString());
    command.add(Integer.toString(DAYS));
    return new ProcessBuilder(command)
        .redirectError(folder.resolve("errors-" + number).toFile())
        .start();
  }
}

package io.tapehouse.orchestrator.logs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.tapehouse.orchestrator.runstore.Claim;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** The logs of attempts. */
@Tag("calendar")
@Timeout(60)
class AttemptLogsTest {

  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2024-11-05T10:30:00.123456Z"), ZoneOffset.UTC);
  private static final String TIME = "2024-11-05T10:30:00.123Z  ";
  private static final Logger LOG = (Logger) LoggerFactory.getLogger(AttemptLogsTest.class);

  @TempDir Path folder;
  private final Set<String> secrets = new TreeSet<>();

  @Test
  void anAttemptThatSaysNothingLeavesNoFile() throws IOException {
    try (AttemptLog log = logs().open(Claims.of("dag", "task", 1))) {
      assertThat(log.hasLines()).isFalse();
    }
    try (AttemptLog log = logs().openBatch(List.of(Claims.of("dag", "task", 1)))) {
      assertThat(log.hasLines()).isFalse();
    }
    assertThat(folder).isEmptyDirectory();
    assertThat(logs().find("dag", Claims.DATE, "task", 1)).isEmpty();
  }

  @Test
  void linesCanBeReadWhileItIsOpenAndAnAttemptThatGoesOnAppends() throws IOException {
    Claim claim = Claims.of("dag", "task", 1);
    try (AttemptLog log = logs().open(claim)) {
      log.line("永豐餘");
      assertThat(log.hasLines()).isTrue();
      assertThat(read("task", 1)).containsExactly(TIME + "永豐餘");
    }
    try (AttemptLog log = logs().open(claim)) {
      log.line("once more");
    }
    assertThat(read("task", 1)).containsExactly(TIME + "永豐餘", TIME + "once more");
  }

  @Test
  void twoAttemptsHaveALogEach() throws IOException {
    try (AttemptLog first = logs().open(Claims.of("dag", "task", 1));
        AttemptLog second = logs().open(Claims.of("dag", "task", 2))) {
      first.line("one");
      second.line("two");
    }
    assertThat(read("task", 1)).containsExactly(TIME + "one");
    assertThat(read("task", 2)).containsExactly(TIME + "two");
  }

  @Test
  void theMembersOfABatchShareOne() throws IOException {
    List<Claim> claims =
        List.of(Claims.of("dag", "a", 1), Claims.of("dag", "b", 2), Claims.of("dag", "c", 1));
    try (AttemptLog log = logs().openBatch(claims)) {
      log.line("together");
      assertThat(read("a", 1)).containsExactly(TIME + "together");
    }
    assertThat(read("b", 2)).isEqualTo(read("a", 1));
    assertThat(logs().find("dag", Claims.DATE, "c", 1))
        .isEqualTo(logs().find("dag", Claims.DATE, "a", 1));
    assertThat(logs().find("dag", Claims.DATE, "b", 1)).isEmpty();
  }

  @Test
  void aLineThatComesAfterTheEndIsKept() throws IOException {
    AttemptLog log = logs().open(Claims.of("dag", "task", 1));
    log.line("in time");
    log.close();
    log.line("late");
    log.line("later");
    log.close();
    assertThat(read("task", 1)).containsExactly(TIME + "in time", TIME + "late", TIME + "later");
  }

  @Test
  void anInterruptedThreadCanStillSayWhy() throws IOException {
    try (AttemptLog log = logs().open(Claims.of("dag", "task", 1))) {
      log.line("before");
      Thread.currentThread().interrupt();
      log.line("broken off");
      assertThat(Thread.interrupted()).isTrue();
      log.line("after");
    }
    assertThat(read("task", 1)).hasSize(3);
  }

  @Test
  void secretsAreMasked() throws IOException {
    secrets.addAll(List.of("", "abc", "abcdef", "two\nlines"));
    try (AttemptLog log = logs().open(Claims.of("dag", "task", 1))) {
      log.line("?token=abcdef&x=abc");
      log.line("key: two\nlines.");
      secrets.add("later");
      log.line("sooner or later");
    }
    assertThat(read("task", 1))
        .containsExactly(
            TIME + "?token=[secret]&x=[secret]",
            TIME + "key: [secret].",
            TIME + "sooner or [secret]");
  }

  @Test
  void whatIsLoggedOnTheAttemptsThreadIsInItsLogWithoutSecrets() throws Exception {
    secrets.add("hunter2");
    LOG.setLevel(Level.WARN);
    CurrentLog.install(logs().masking());
    CurrentLog.install(logs().masking());
    try (AttemptLog log = logs().open(Claims.of("dag", "task", 1))) {
      CurrentLog.enter(log);
      try {
        LOG.warn("user {} has hun{}", "me", "ter2");
        LOG.warn("it failed", new IOException("at http://x/?p=hunter2\nand so on"));
        Thread other = new Thread(() -> LOG.warn("not mine"));
        other.start();
        other.join();
      } finally {
        CurrentLog.leave();
      }
      LOG.warn("nobody's");
    }
    assertThat(read("task", 1))
        .startsWith(
            TIME + "WARN user me has [secret]",
            TIME + "WARN it failed",
            "java.io.IOException: at http://x/?p=[secret]",
            "and so on")
        .noneMatch(line -> line.contains("mine") || line.contains("nobody"))
        .filteredOn(line -> line.contains("user me"))
        .as("installed once")
        .hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"..", ".", "", "../..", "/etc", "a/b", "a/../../..", "a\\b", "a\0"})
  void idsAreNoPaths(String id) {
    assertThatThrownBy(() -> logs().find(id, Claims.DATE, "task", 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> logs().find("dag", Claims.DATE, id, 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> logs().open(Claims.of(id, "task", 1)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> logs().openBatch(List.of(Claims.of(id, "task", 1))))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aPointerLeadsNowhereElse() throws IOException {
    Path pointer = folder.resolve("dag/2024-11-05/task/1.log");
    Files.createDirectories(pointer.getParent());
    Files.writeString(pointer, "-> ../../../etc/passwd\n");
    assertThatThrownBy(() -> logs().find("dag", Claims.DATE, "task", 1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void whatWasSaidOutlivesAProcessThatIsKilled() throws Exception {
    Process child =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Chatterbox.class.getName(),
                folder.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    long said = -1;
    try (BufferedReader out = child.inputReader(StandardCharsets.UTF_8)) {
      while (said < 500) {
        said = Long.parseLong(out.readLine());
      }
      child.toHandle().destroyForcibly();
      child.waitFor();
    }
    long last = said;
    try (Stream<String> lines = Files.lines(folder.resolve("dag/2024-11-05/task/1.log"))) {
      assertThat(lines.map(line -> line.substring(line.indexOf("  ") + 2)).limit(last + 1))
          .hasSize((int) last + 1)
          .last()
          .isEqualTo("line " + last);
    }
  }

  private AttemptLogs logs() {
    return new AttemptLogs(folder, () -> secrets, CLOCK);
  }

  private List<String> read(String taskId, int number) throws IOException {
    return Files.readAllLines(logs().find("dag", Claims.DATE, taskId, number).orElseThrow());
  }
}

package io.tapehouse.orchestrator.e2e;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The program in a process of its own, as the launcher script starts it. */
final class ChildTapehouse implements AutoCloseable {

  private final Process process;
  private final BufferedReader errors;
  private final StringBuilder said = new StringBuilder();

  private ChildTapehouse(Process process) {
    this.process = process;
    this.errors = process.errorReader(StandardCharsets.UTF_8);
  }

  /** Starts it; standard output goes to {@code out}. */
  static ChildTapehouse start(Path out, Map<String, String> environment, String... arguments)
      throws IOException {
    return start(
        out, environment, List.of(), "io.tapehouse.orchestrator.Tapehouse", List.of(arguments));
  }

  /**
   * Starts the one that drops dead.
   *
   * @param step at which one; 0 for never
   * @param count where it writes how many steps there were
   */
  static ChildTapehouse startDying(Path out, int step, Path count, List<String> arguments)
      throws IOException {
    List<String> all = new ArrayList<>();
    all.add(Integer.toString(step));
    all.addAll(arguments);
    return start(
        out,
        Map.of(),
        List.of(
            "-Djdk.attach.allowAttachSelf=true", "-D" + DyingTapehouse.COUNT_FILE + "=" + count),
        DyingTapehouse.class.getName(),
        all);
  }

  private static ChildTapehouse start(
      Path out,
      Map<String, String> environment,
      List<String> options,
      String main,
      List<String> arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.add("-Dfile.encoding=UTF-8");
    command.add("-Dtapehouse.etl=" + System.getProperty("tapehouse.etl"));
    command.add("-Dtapehouse.classes=" + System.getProperty("tapehouse.classes"));
    command.addAll(options);
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(main);
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command).redirectOutput(out.toFile());
    builder.environment().putAll(environment);
    return new ChildTapehouse(builder.start());
  }

  /** Reads standard error until a line has {@code part}; false when it ended before. */
  boolean awaitLine(String part) throws IOException {
    @Nullable String line;
    while ((line = errors.readLine()) != null) {
      said.append(line).append('\n');
      if (line.contains(part)) {
        return true;
      }
    }
    return false;
  }

  /** Reads that many lines of standard error, fewer when it ends before. */
  void awaitLines(int count) throws IOException {
    int left = count;
    while (left > 0 && awaitLine("")) {
      left--;
    }
  }

  /** Lets it go on for at most so long; returns early when it ends. */
  void goOn(long milliseconds) throws InterruptedException {
    process.waitFor(milliseconds, TimeUnit.MILLISECONDS);
  }

  /** Kills it with all that it is doing; its own children have to see to themselves. */
  void kill() {
    process.destroyForcibly().onExit().join();
  }

  /** Waits for its end. */
  int exit() throws IOException, InterruptedException {
    errors.lines().forEach(line -> said.append(line).append('\n'));
    return process.waitFor();
  }

  /** What it has said on standard error so far. */
  String said() {
    return said.toString();
  }

  long pid() {
    return process.pid();
  }

  @Override
  public void close() {
    kill();
  }
}

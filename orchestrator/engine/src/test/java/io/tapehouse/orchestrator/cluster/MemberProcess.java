package io.tapehouse.orchestrator.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A {@link ClusterMember} in a process of its own. */
final class MemberProcess implements AutoCloseable {

  private final String name;
  private final Path output;
  private final Process process;

  private MemberProcess(String name, Path output, Process process) {
    this.name = name;
    this.output = output;
    this.process = process;
  }

  static MemberProcess start(String url, String name, Path folder, Object... arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(ClusterMember.class.getName());
    command.addAll(List.of(url, name, folder.toString()));
    Stream.of(arguments).map(String::valueOf).forEach(command::add);
    Path output = folder.resolve(name + ".out");
    return new MemberProcess(
        name,
        output,
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start());
  }

  /** Unique: a process that is started anew gets another one. */
  String name() {
    return name;
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** What it printed. */
  String said() throws IOException {
    return Files.readString(output);
  }

  /** As {@code kill -9} does. */
  void kill() {
    process.destroyForcibly().onExit().join();
  }

  @Override
  public void close() {
    kill();
  }
}

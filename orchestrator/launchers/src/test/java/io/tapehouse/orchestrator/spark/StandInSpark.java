package io.tapehouse.orchestrator.spark;

import io.tapehouse.store.Json;
import io.tapehouse.store.job.EtlJob;
import io.tapehouse.store.job.EtlMessage;
import io.tapehouse.store.job.EtlReplies;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/**
 * Speaks as the ETL process does, without Spark. What it does with a job stands in the job's name,
 * and of what use its arguments are in its scale.
 */
final class StandInSpark {

  /** What must not be seen anywhere. */
  static final String SECRET = "correct-horse-battery-staple";

  private final PrintStream replies;
  private final PrintStream output = new PrintStream(System.out, true, StandardCharsets.UTF_8);
  private final PrintStream errors = new PrintStream(System.err, true, StandardCharsets.UTF_8);

  private StandInSpark(PrintStream replies) {
    this.replies = replies;
  }

  /** How it is started. */
  static List<String> command(Path scratch, String... options) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-XX:TieredStopAtLevel=1");
    command.add("-Xmx64m");
    command.addAll(List.of(options));
    command.add("-Dscratch=" + scratch);
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(StandInSpark.class.getName());
    return command;
  }

  /** A job that it knows. */
  static EtlJob job(String what, Integer... numbers) {
    return new EtlJob(what, "", "", List.of(numbers), java.util.Map.of(), List.of());
  }

  public static void main(String[] arguments) throws IOException, InterruptedException {
    Files.writeString(Path.of(System.getProperty("scratch"), "left-behind"), "something");
    System.out.print("a line that begins before anything was said");
    System.out.flush();
    try (PrintStream replies = EtlReplies.connect(System.getenv())) {
      new StandInSpark(replies).serve();
    }
  }

  private void serve() throws IOException, InterruptedException {
    reply(new EtlMessage.Ready("stand-in"));
    try (BufferedReader jobs =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      for (String line = jobs.readLine(); line != null; line = jobs.readLine()) {
        work(Json.MAPPER.readValue(line, EtlJob.class));
      }
    }
  }

  private void work(EtlJob job) throws IOException, InterruptedException {
    switch (job.jobId()) {
      case "count" -> {
        // Its own number, many times: nobody else may get it.
        for (int i = 0; i < 20; i++) {
          reply(new EtlMessage.Progress(job.scales().get(0), i));
        }
      }
      case "lines" -> {
        for (int i = 0; i < job.scales().get(0); i++) {
          errors.println("行 " + i);
        }
      }
      case "junk" -> {
        errors.println("-- on standard error");
        output.println();
        output.println("Started recording 1.");
        for (int i = 0; i < job.scales().get(0); i++) {
          output.print("{\"is\":\"progress\",\"ro");
          output.flush();
          reply(new EtlMessage.Progress(i, 0));
          output.println();
          // Not even what looks like one is a message.
          output.println("{\"is\":\"done\",\"jobId\":\"junk\"}");
        }
        output.print("the last half of a line");
        output.flush();
      }
      case "secret" -> errors.println("the token is " + SECRET + ".");
      case "crash with a secret" -> {
        output.println("refused " + SECRET);
        Runtime.getRuntime().halt(9);
      }
      case "environment" ->
          System.getenv().forEach((name, value) -> errors.println(name + "=" + value));
      case "hang" -> {
        errors.println("hanging");
        new CountDownLatch(1).await();
      }
      case "end with the input" -> {
        errors.println("waiting");
        while (System.in.read() >= 0) {
          // Until it ends.
        }
        Runtime.getRuntime().halt(3);
      }
      case "crash" -> {
        errors.println("first");
        errors.println("out of luck");
        Runtime.getRuntime().halt(9);
      }
      case "gibberish" -> {
        replies.println("Spark greets");
        replies.flush();
        new CountDownLatch(1).await();
      }
      default -> reply(new EtlMessage.Progress(1, 1));
    }
    errors.println(EtlMessage.endOfLog(job.jobId()));
    reply(new EtlMessage.Done(job.jobId()));
  }

  private void reply(EtlMessage message) throws IOException {
    replies.println(Json.MAPPER.writerFor(EtlMessage.class).writeValueAsString(message));
    replies.flush();
  }
}

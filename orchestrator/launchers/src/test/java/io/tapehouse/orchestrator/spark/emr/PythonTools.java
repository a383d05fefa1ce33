package io.tapehouse.orchestrator.spark.emr;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A Python with moto and botocore: the system property {@code tapehouse.python}, else the one that
 * {@code .ci/python-tools} makes, else {@code python3} if it has them.
 */
record PythonTools(String interpreter) {

  static final String ABSENT =
      "no Python with moto and botocore: .ci/python-tools makes one in target/python";

  static Optional<PythonTools> find() {
    List<String> candidates = new ArrayList<>();
    String named = System.getProperty("tapehouse.python", "");
    if (!named.isEmpty()) {
      candidates.add(named);
    }
    Path made =
        Path.of("..", "..", "target", "python", "bin", "python").toAbsolutePath().normalize();
    if (Files.isExecutable(made)) {
      candidates.add(made.toString());
    }
    candidates.add("python3");
    return candidates.stream().filter(PythonTools::hasThem).findFirst().map(PythonTools::new);
  }

  private static boolean hasThem(String interpreter) {
    try {
      Process process =
          new ProcessBuilder(interpreter, "-c", "import moto, botocore, flask_cors")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (!process.waitFor(60, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        return false;
      }
      return process.exitValue() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** What AWS's own models say of requests, line by line: "ok", or "refused" and why. */
  List<String> judge(List<String> requests) throws IOException {
    Path script = Files.createTempFile("requests", ".py");
    Path input = Files.createTempFile("requests", ".jsonl");
    Path errors = Files.createTempFile("requests", ".err");
    try (InputStream in = PythonTools.class.getResourceAsStream("/aws/requests_against_model.py")) {
      Files.write(script, in.readAllBytes());
      Files.write(input, requests);
      Process process =
          new ProcessBuilder(interpreter, script.toString())
              .redirectInput(input.toFile())
              .redirectError(errors.toFile())
              .start();
      List<String> answers = new ArrayList<>();
      try (BufferedReader reader =
          new BufferedReader(
              new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
          answers.add(line);
        }
      }
      if (answers.size() != requests.size()) {
        throw new IOException(
            "%d answers to %d requests: %s"
                .formatted(answers.size(), requests.size(), Files.readString(errors)));
      }
      return answers;
    } finally {
      for (Path each : List.of(script, input, errors)) {
        Files.delete(each);
      }
    }
  }

  /** A server of moto. It ends when its standard input does, so never outlives this process. */
  Process moto() {
    String program =
        """
        import sys
        from moto.server import ThreadedMotoServer
        server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
        server.start()
        print(server.get_host_and_port()[1], flush=True)
        sys.stdin.read()
        """;
    try {
      return new ProcessBuilder(interpreter, "-c", program)
          .redirectError(ProcessBuilder.Redirect.appendTo(new File("target", "moto.log")))
          .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

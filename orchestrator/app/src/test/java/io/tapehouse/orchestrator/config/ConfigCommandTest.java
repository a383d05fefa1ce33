package io.tapehouse.orchestrator.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapehouse.orchestrator.cli.TapehouseCommand;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code tapehouse config}. */
class ConfigCommandTest {

  @TempDir private Path home;

  private record Answer(int exit, String out, String err) {}

  private Answer config(String... arguments) {
    List<String> line = new ArrayList<>(List.of("config"));
    line.addAll(List.of(arguments));
    if (!arguments[0].equals("reference")) {
      line.addAll(List.of("--home", home.toString()));
    }
    PrintStream outBefore = System.out;
    PrintStream errBefore = System.err;
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    try (PrintStream outStream = new PrintStream(out, true, StandardCharsets.UTF_8);
        PrintStream errStream = new PrintStream(err, true, StandardCharsets.UTF_8)) {
      System.setOut(outStream);
      System.setErr(errStream);
      int exit = TapehouseCommand.execute(line.toArray(String[]::new));
      return new Answer(exit, utf8(out), utf8(err));
    } finally {
      System.setOut(outBefore);
      System.setErr(errBefore);
    }
  }

  /** Without the variable that the build sets for the Spark processes of other tests. */
  private String utf8(ByteArrayOutputStream bytes) {
    return bytes
        .toString(StandardCharsets.UTF_8)
        .replace(home.toString(), "HOME")
        .replaceAll("spark\\.jvm-options: .*TAPEHOUSE_SPARK_JVM_OPTIONS\\)\n", "")
        .replaceAll(",?\\s*\\{\\s*\"key\" : \"spark\\.jvm-options\"[^}]*}", "");
  }

  @Test
  void checkOfNothing() {
    Answer answer = config("check");
    assertThat(answer.err()).isEmpty();
    assertThat(answer.exit()).isZero();
    assertThat(answer.out()).startsWith("ok\nfile: none\nsecret fetch.finmind-token: env:FINMIND");
  }

  @Test
  void checkSaysWhatDiffersAndWhereItIsFrom() throws IOException {
    Path token = Files.writeString(home.resolve("token"), "s3cret\n");
    ConfigWorkbench.file(
        home,
        "scheduler:\n  workers: 3\n  poll: 1s\nfetch:\n  finmind-token: file:" + token + "\n");
    Answer answer = config("check");
    assertThat(answer.out())
        .isEqualTo(
            """
            ok
            file: HOME/tapehouse.yaml
            scheduler.workers: 3   (HOME/tapehouse.yaml:2)
            fetch.finmind-token: file:HOME/token   (HOME/tapehouse.yaml:5)
            secret fetch.finmind-token: file:HOME/token   (can be resolved)
            """);
    assertThat(answer.exit()).isZero();
    assertThat(config("check", "--json").out())
        .isEqualToIgnoringWhitespace(
            """
            {"ok": true, "file": "HOME/tapehouse.yaml",
             "changes": [
               {"key": "scheduler.workers", "value": 3, "file": "HOME/tapehouse.yaml", "line": 2},
               {"key": "fetch.finmind-token", "value": "file:HOME/token",
                "file": "HOME/tapehouse.yaml", "line": 5}],
             "secrets": [
               {"key": "fetch.finmind-token", "reference": "file:HOME/token", "resolvable": true}]}
            """);
  }

  @Test
  void checkWithEveryProblem() {
    ConfigWorkbench.file(home, "scheduler:\n  workers: 0\n  pol: 1s\n");
    Answer answer = config("check");
    assertThat(answer.exit()).isEqualTo(2);
    assertThat(answer.out()).isEmpty();
    assertThat(answer.err().lines())
        .containsExactly(
            "tapehouse: 2 problems in the configuration:",
            "  HOME/tapehouse.yaml:2: scheduler.workers: expected a whole number from 1 to 1000,"
                + " found '0'",
            "  HOME/tapehouse.yaml:3: scheduler.pol: there is no such key; the nearest is"
                + " scheduler.poll");
    Answer json = config("check", "--json");
    assertThat(json.exit()).isEqualTo(2);
    assertThat(json.out())
        .contains("\"ok\" : false", "\"key\" : \"scheduler.pol\"", "\"line\" : 3");
  }

  @Test
  void checkRefusesSecretsThatAreNotThereAndDagsThatDoNotExist() {
    ConfigWorkbench.file(
        home, "dags: {taiwan_indx: {retries: 1}}\nfetch: {finmind-token: 'file:/no/where'}\n");
    Answer answer = config("check");
    assertThat(answer.exit()).isEqualTo(2);
    assertThat(answer.err())
        .contains(
            "dags.taiwan_indx: there is no such DAG; the nearest is taiwan_index",
            "fetch.finmind-token: file:/no/where cannot be read: there is no such file");
  }

  @Test
  void showPrintsAFile() throws IOException {
    ConfigWorkbench.file(home, "source: sim\ndags: {taiwan_index: {start-date: 2024-11-05}}\n");
    Answer answer = config("show");
    assertThat(answer.exit()).isZero();
    assertThat(answer.out())
        .contains("source: sim\n", "pools:\n  default: 16\n", "start-date: '2024-11-05'\n");
    Path shown = Files.writeString(home.resolve("shown.yaml"), answer.out());
    assertThat(config("show", "--config", shown.toString()).out()).isEqualTo(answer.out());
    assertThat(config("show", "--json").out())
        // The tests of this module set options of Spark's JVM: the list is not empty.
        .contains("\"source\" : \"sim\"", "\"workers\" : 8")
        .containsPattern("\"jvm-options\" : \\[ ?(\"-[^\"]+\"(, )?)* ?\\]");
  }

  @Test
  void aFileThatIsNotThere() {
    Answer answer = config("show", "--config", "/no/where.yaml");
    assertThat(answer.exit()).isEqualTo(2);
    assertThat(answer.err()).isEqualTo("tapehouse: /no/where.yaml: there is no such file\n");
  }

  @Test
  void referenceIsMarkdown() {
    assertThat(config("reference").out()).isEqualTo(ConfigurationReference.markdown());
  }

  @Test
  void whatAboutIt() {
    Answer answer = config("check", "--hom", "x");
    assertThat(answer.exit()).isEqualTo(2);
  }
}

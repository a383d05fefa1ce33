package io.tapehouse.orchestrator.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tapehouse.orchestrator.home.Home;
import io.tapehouse.orchestrator.home.OwnedHome;
import io.tapehouse.orchestrator.source.DataKind;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code tapehouse archive import}: words and exit codes. */
class ArchiveImportCommandTest {

  private static final String ACTIONS = "hkex.corporate_actions";

  @TempDir private Path root;

  private Said imports(Path home, String... arguments) {
    String[] all = new String[arguments.length + 4];
    all[0] = "archive";
    all[1] = "import";
    all[2] = "--home";
    all[3] = home.toString();
    System.arraycopy(arguments, 0, all, 4, arguments.length);
    return Said.tapehouse(all);
  }

  private Path actions(String... rows) throws Exception {
    return Files.writeString(
        root.resolve("mine.csv"),
        "stock_code,effective_date,kind,old_shares,new_shares,note\n" + String.join("\n", rows));
  }

  @Test
  void itSaysWhatWasFiled() throws Exception {
    Path home = root.resolve("home");
    Path file = actions("00700,2014-05-15,split,1,5,circular", "00005,2015-03-03,bonus,10,11,");
    Said said = imports(home, ACTIONS, file.toString());
    assertThat(said.err()).isEmpty();
    assertThat(said.lines())
        .containsExactly(
            ACTIONS + " 2014-01-01: 1 row new, 0 replaced, 0 the same; version 1 with 1 row",
            ACTIONS + " 2015-01-01: 1 row new, 0 replaced, 0 the same; version 1 with 1 row",
            "2 rows of 2 dates, 0 refused");
    assertThat(said.exit()).isZero();
    assertThat(imports(home, ACTIONS, file.toString()).lines())
        .startsWith(
            ACTIONS
                + " 2014-01-01: 0 rows new, 0 replaced, 1 the same; version 1 with 1 row, as before");
    assertThat(Said.tapehouse("archive", "verify", "--home", home.toString()).out())
        .isEqualTo("2 files checked, 0 damaged\n");
  }

  @Test
  void whatIsRefusedIsNamedAndTheExitCodeIsOne() throws Exception {
    Path file = actions("00700,2014-05-15,split,1,5,", "00700,soon,split,1,5,");
    Said said = imports(root.resolve("home"), ACTIONS, file.toString());
    assertThat(said.exit()).isEqualTo(1);
    assertThat(said.err())
        .isEqualTo(file + " line 3: expected a date like 2025-09-11, found 'soon'\n");
    assertThat(said.lines()).endsWith("1 row of 1 date, 1 refused");
  }

  @Test
  void whatIsLeftOutIsNamedAndTheExitCodeIsOne() throws Exception {
    Path folder = Files.createDirectory(root.resolve("mine"));
    Files.copy(actions("00700,2014-05-15,split,1,5,"), folder.resolve("a.csv"));
    Path note = Files.writeString(folder.resolve("note.docx"), "hello");
    Files.writeString(folder.resolve(".DS_Store"), "x");
    for (boolean dryRun : new boolean[] {true, false}) {
      Said said =
          dryRun
              ? imports(root.resolve("home"), ACTIONS, folder.toString(), "--dry-run")
              : imports(root.resolve("home"), ACTIONS, folder.toString());
      assertThat(said.exit()).isEqualTo(1);
      assertThat(said.err())
          .isEqualTo(
              note + ": expected a CSV, found something else, by its name and its first bytes\n");
      assertThat(said.out())
          .contains(
              "1 row of 1 date, 1 refused; 1 file passed over that is no data: hidden ones, the"
                  + " system's, parts of saved pages");
    }
    Files.delete(note);
    assertThat(imports(root.resolve("home"), ACTIONS, folder.toString()).exit()).isZero();
  }

  @Test
  void programsAreAnsweredInJson() throws Exception {
    Path file = actions("00700,2014-05-15,split,1,5,", "x");
    Said said = imports(root.resolve("home"), "--json", "--dry-run", ACTIONS, file.toString());
    JsonNode answer = new ObjectMapper().readTree(said.out());
    assertThat(answer.path("dataset").asText()).isEqualTo(ACTIONS);
    assertThat(answer.path("dryRun").asBoolean()).isTrue();
    assertThat(answer.at("/dates/0/date").asText()).isEqualTo("2014-01-01");
    assertThat(answer.at("/dates/0/version").isNull()).isTrue();
    assertThat(answer.at("/dates/0/fresh").asInt()).isEqualTo(1);
    assertThat(answer.at("/refused/0/file").asText()).isEqualTo(file.toString());
    assertThat(root.resolve("home/archive")).doesNotExist();
  }

  @Test
  void aWrongQuestionIsWrongUsage() throws Exception {
    Path file = actions("00700,2014-05-15,split,1,5,");
    Path home = root.resolve("home");
    Said other = imports(home, "taifex.futures_tick", file.toString());
    assertThat(other.exit()).isEqualTo(2);
    assertThat(other.err()).contains("'taifex.futures_tick' is not imported; there is hkex.ccass");
    assertThat(imports(home, "--date", "2014-01-01", ACTIONS, file.toString()).exit()).isEqualTo(2);
    assertThat(imports(home, ACTIONS).exit()).isEqualTo(2);
    Said absent = imports(home, ACTIONS, "/no/where.csv");
    assertThat(absent.exit()).isEqualTo(1);
    assertThat(absent.err()).isEqualTo("tapehouse: there is no file or folder /no/where.csv\n");
  }

  @Test
  void whoeverOwnsTheHomeGoesOn() throws Exception {
    Path home = root.resolve("home");
    Path file = actions("00700,2014-05-15,split,1,5,");
    OwnedHome owner = OwnedHome.take(new Home(home), DataKind.REAL, "a scheduler");
    try (owner) {
      Path unfinished = Files.writeString(new Home(home).scratch().resolve("download"), "x");
      assertThat(imports(home, ACTIONS, file.toString()).exit()).isZero();
      assertThat(unfinished).exists();
    }
  }

  @Test
  void simulatedAndRealDataAreKeptApart() throws Exception {
    Path file = actions("00700,2014-05-15,split,1,5,");
    Path simulated = root.resolve("simulated");
    OwnedHome.take(new Home(simulated), DataKind.SIMULATED, "test").close();
    Said refused = imports(simulated, ACTIONS, file.toString());
    assertThat(refused.exit()).isEqualTo(1);
    assertThat(refused.err()).contains("holds simulated data, and this run would bring real data");
    Path real = root.resolve("real");
    assertThat(imports(real, ACTIONS, file.toString()).exit()).isZero();
    Said run = Said.run(real, "sim", "--date", "2024-11-05");
    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.err()).contains("holds real data, and this run would bring simulated data");
  }
}

package io.tapehouse.orchestrator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import picocli.CommandLine;

/** What holds for all commands that there are. */
class CommandsTest {

  static final List<String> NAMES = TapehouseCommand.NAMES;

  private final CommandLine commands = TapehouseCommand.commandLine(new StandardInstallation());

  @Test
  void allButThoseWithoutAnAnswerAnswerInJson() {
    Set<String> without = new TreeSet<>();
    collect(commands, without);
    assertThat(without)
        .as("a service, bytes, Markdown, SQL, help")
        .containsExactly(
            "tapehouse archive cat",
            "tapehouse config reference",
            "tapehouse dictionary ddl",
            "tapehouse help",
            "tapehouse scheduler",
            "tapehouse server");
  }

  @Test
  void theGroupsOfTheHelpNameCommandsThatThereAre() {
    Set<String> names = new TreeSet<>(commands.getSubcommands().keySet());
    names.remove("help");
    assertThat(CommandGroups.names()).containsExactlyInAnyOrderElementsOf(names);
  }

  /** Only the one that is asked for is built. */
  @ParameterizedTest
  @FieldSource("NAMES")
  void aCommandIsTheSameAloneAndAmongTheOthers(String name) {
    CommandLine alone =
        TapehouseCommand.commandLine(new StandardInstallation(), name, "--help")
            .getSubcommands()
            .get(name);
    assertThat(alone.getUsageMessage())
        .isEqualTo(commands.getSubcommands().get(name).getUsageMessage());
  }

  @Test
  void oneThatIsAskedForIsBuiltAlone() {
    assertThat(
            TapehouseCommand.commandLine(new StandardInstallation(), "sql", "select 1")
                .getSubcommands())
        .containsOnlyKeys("sql");
    assertThat(commands.getSubcommands().keySet()).containsExactlyElementsOf(NAMES);
  }

  @Test
  void aCommandThatThereIsNotIsToldWhatIsNearIt() {
    StringWriter said = new StringWriter();
    CommandLine line = TapehouseCommand.commandLine(new StandardInstallation(), "sqll");
    line.setErr(new PrintWriter(said));
    assertThat(line.execute("sqll", "select 1")).isEqualTo(2);
    assertThat(said.toString()).contains("Unmatched arguments", "Did you mean: tapehouse sql");
  }

  private static void collect(CommandLine command, Set<String> without) {
    if (command.getSubcommands().isEmpty()) {
      if (command.getCommandSpec().findOption("--json") == null) {
        without.add(command.getCommandSpec().qualifiedName());
      }
    }
    command.getSubcommands().values().forEach(each -> collect(each, without));
  }
}

package io.tapehouse.orchestrator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapehouse.orchestrator.operations.OperationsAccess;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** What holds for all commands that there are. */
class CommandsTest {

  private final CommandLine commands =
      new CommandLine(
          new TapehouseCommand(),
          new CommandFactory(new OperationsAccess(new StandardInstallation())));

  @Test
  void allButThoseWithoutAnAnswerAnswerInJson() {
    Set<String> without = new TreeSet<>();
    collect(commands, without);
    assertThat(without)
        .as("a service, bytes, Markdown, help")
        .containsExactly(
            "tapehouse archive cat",
            "tapehouse config reference",
            "tapehouse help",
            "tapehouse scheduler");
  }

  @Test
  void theGroupsOfTheHelpNameCommandsThatThereAre() {
    Set<String> names = new TreeSet<>(commands.getSubcommands().keySet());
    names.remove("help");
    assertThat(CommandGroups.names()).containsExactlyInAnyOrderElementsOf(names);
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

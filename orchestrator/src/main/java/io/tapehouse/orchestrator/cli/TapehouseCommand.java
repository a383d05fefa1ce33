package io.tapehouse.orchestrator.cli;

import io.tapehouse.orchestrator.control.Trouble;
import io.tapehouse.orchestrator.home.Home;
import io.tapehouse.orchestrator.operations.Installation;
import io.tapehouse.orchestrator.operations.OperationsAccess;
import io.tapehouse.orchestrator.run.NothingToRunException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** A warehouse of exchange data that fills itself. */
@Command(
    name = "tapehouse",
    mixinStandardHelpOptions = true,
    version = "Tapehouse 0.1.0",
    description = "A warehouse of exchange data that fills itself.",
    subcommands = {
      RunCommand.class,
      SchedulerCommand.class,
      SqlCommand.class,
      ArchiveCommand.class,
      DictionaryCommand.class,
      DagsCommand.class,
      RunsCommand.class,
      WarehouseCommand.class,
      TasksCommand.class,
      BackfillCommand.class,
      LogsCommand.class,
      CalendarCommand.class,
      DbCommand.class,
      LakeCommand.class,
      DoctorCommand.class,
      ConfigCommand.class,
      CommandLine.HelpCommand.class
    })
public final class TapehouseCommand implements Runnable {

  private static final int FAILURE = 1;
  private static final int WRONG_USAGE = 2;

  @CommandLine.Spec private CommandLine.Model.@Nullable CommandSpec spec;

  /** The option that every command has which looks into a home. */
  static final class HomeOption {
    @Option(
        names = "--home",
        paramLabel = "DIR",
        description =
            "Where archive, lake and warehouse live. Default: TAPEHOUSE_HOME, else ./data.")
    private @Nullable Path path;

    Home home() {
      return home(path, System.getenv());
    }

    static Home home(@Nullable Path path, Map<String, String> environment) {
      if (path != null) {
        return new Home(path);
      }
      String named = environment.getOrDefault("TAPEHOUSE_HOME", "");
      return new Home(Path.of(named.isBlank() ? "data" : named));
    }
  }

  /** Runs a command line and answers its exit code. */
  public static int execute(String... arguments) {
    return execute(new StandardInstallation(), arguments);
  }

  /** The same with other DAGs or another run store. */
  public static int execute(Installation installation, String... arguments) {
    CommandLine commandLine =
        new CommandLine(
            new TapehouseCommand(), new CommandFactory(new OperationsAccess(installation)));
    commandLine.setExecutionExceptionHandler(TapehouseCommand::handle);
    commandLine.setCaseInsensitiveEnumValuesAllowed(true);
    commandLine
        .getHelpSectionMap()
        .put(CommandLine.Model.UsageMessageSpec.SECTION_KEY_COMMAND_LIST, CommandGroups::render);
    commandLine
        .getHelpSectionMap()
        .remove(CommandLine.Model.UsageMessageSpec.SECTION_KEY_COMMAND_LIST_HEADING);
    return commandLine.execute(arguments);
  }

  /** What is thrown where one of the commands below is to be named. */
  static CommandLine.ParameterException incomplete(
      CommandLine.Model.@Nullable CommandSpec spec, String words) {
    return new CommandLine.ParameterException(
        java.util.Objects.requireNonNull(spec).commandLine(), words);
  }

  @Override
  public void run() {
    throw incomplete(spec, "name a command");
  }

  /** What a person can do something about is a line; what is our own defect keeps its trace. */
  private static int handle(Exception e, CommandLine commandLine, CommandLine.ParseResult parsed)
      throws Exception {
    Optional<Trouble> trouble =
        e instanceof NothingToRunException
            ? Optional.of(new Trouble(Trouble.Kind.FAILURE, e.getMessage()))
            : Trouble.of(e);
    if (trouble.isPresent()) {
      commandLine.getErr().println("tapehouse: " + trouble.get().message());
      return trouble.get().kind() == Trouble.Kind.USAGE ? WRONG_USAGE : FAILURE;
    }
    throw e;
  }
}

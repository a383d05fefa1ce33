package io.tapehouse.orchestrator.cli;

import io.tapehouse.orchestrator.control.FailureMessage;
import io.tapehouse.orchestrator.home.Home;
import io.tapehouse.orchestrator.logs.Masking;
import io.tapehouse.orchestrator.operations.OperationsAccess;
import io.tapehouse.orchestrator.operations.OperationsBackend;
import io.tapehouse.orchestrator.run.NothingToRunException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** A warehouse of exchange data that fills itself. */
@Command(
    name = "tapehouse",
    mixinStandardHelpOptions = true,
    version = "Tapehouse 0.1.0",
    description = "A warehouse of exchange data that fills itself.")
public final class TapehouseCommand implements Runnable {

  private static final int FAILURE = 1;
  private static final int WRONG_USAGE = 2;

  /** All commands, in the order of the help. */
  static final List<String> NAMES =
      List.of(
          "run",
          "scheduler",
          "server",
          "sql",
          "conditions",
          "archive",
          "dictionary",
          "dags",
          "runs",
          "warehouse",
          "tasks",
          "backfill",
          "logs",
          "calendar",
          "db",
          "lake",
          "doctor",
          "config",
          "help");

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
  public static int execute(OperationsBackend installation, String... arguments) {
    CommandLine commandLine = commandLine(installation, arguments);
    return commandLine.execute(arguments);
  }

  /**
   * The command that is asked for, alone: to build all of them takes longer than most of them take.
   * All are there where no one is named, so that help, mistakes and what is near them are reported
   * as ever.
   */
  static CommandLine commandLine(OperationsBackend installation, String... arguments) {
    CommandLine commandLine =
        new CommandLine(
            new TapehouseCommand(), new CommandFactory(new OperationsAccess(installation)));
    String first = arguments.length == 0 ? "" : arguments[0];
    List<String> wanted = NAMES.contains(first) && !first.equals("help") ? List.of(first) : NAMES;
    wanted.forEach(name -> commandLine.addSubcommand(named(name)));
    commandLine.setExecutionExceptionHandler(new Handler());
    commandLine.setCaseInsensitiveEnumValuesAllowed(true);
    commandLine
        .getHelpSectionMap()
        .put(CommandLine.Model.UsageMessageSpec.SECTION_KEY_COMMAND_LIST, new CommandGroups());
    commandLine
        .getHelpSectionMap()
        .remove(CommandLine.Model.UsageMessageSpec.SECTION_KEY_COMMAND_LIST_HEADING);
    return commandLine;
  }

  private static Class<?> named(String name) {
    return switch (name) {
      case "run" -> RunCommand.class;
      case "scheduler" -> SchedulerCommand.class;
      case "server" -> ServerCommand.class;
      case "sql" -> SqlCommand.class;
      case "conditions" -> ConditionsCommand.class;
      case "archive" -> ArchiveCommand.class;
      case "dictionary" -> DictionaryCommand.class;
      case "dags" -> DagsCommand.class;
      case "runs" -> RunsCommand.class;
      case "warehouse" -> WarehouseCommand.class;
      case "tasks" -> TasksCommand.class;
      case "backfill" -> BackfillCommand.class;
      case "logs" -> LogsCommand.class;
      case "calendar" -> CalendarCommand.class;
      case "db" -> DbCommand.class;
      case "lake" -> LakeCommand.class;
      case "doctor" -> DoctorCommand.class;
      case "config" -> ConfigCommand.class;
      case "help" -> CommandLine.HelpCommand.class;
      default -> throw new IllegalArgumentException("there is no command " + name);
    };
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

  /**
   * What a person can do something about is a line; what is our own defect keeps its trace. No
   * lambda: the JVM puts picocli's interfaces, of old class files, into no archive once a lambda
   * has linked them.
   */
  private static final class Handler implements CommandLine.IExecutionExceptionHandler {

    @Override
    public int handleExecutionException(
        Exception e, CommandLine commandLine, CommandLine.ParseResult parsed) {
      return handle(e, commandLine);
    }
  }

  private static int handle(Exception e, CommandLine commandLine) {
    Optional<FailureMessage> trouble =
        e instanceof NothingToRunException
            ? Optional.of(new FailureMessage(FailureMessage.Kind.FAILURE, e.getMessage()))
            : FailureMessage.of(e);
    Masking masking = new Masking(() -> secrets(commandLine));
    if (trouble.isPresent()) {
      commandLine.getErr().println(masking.apply("tapehouse: " + trouble.get().message()));
      return trouble.get().kind() == FailureMessage.Kind.USAGE ? WRONG_USAGE : FAILURE;
    }
    StringWriter trace = new StringWriter();
    e.printStackTrace(new PrintWriter(trace));
    commandLine.getErr().print(masking.apply(trace.toString()));
    commandLine.getErr().flush();
    return FAILURE;
  }

  /** Those that the command has read until now. */
  private static Set<String> secrets(CommandLine command) {
    return command.getMixins().values().stream()
        .filter(KnowsSecrets.class::isInstance)
        .flatMap(options -> ((KnowsSecrets) options).secrets().stream())
        .collect(Collectors.toUnmodifiableSet());
  }
}

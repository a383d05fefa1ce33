package io.tapehouse.orchestrator.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Help;

/** The list of commands by what they are for. A class and no lambda, as the one for failures is. */
final class CommandGroups implements CommandLine.IHelpSectionRenderer {

  private static final Map<String, List<String>> GROUPS = new LinkedHashMap<>();

  static {
    GROUPS.put("Filling the warehouse", List.of("run", "scheduler", "server", "warehouse"));
    GROUPS.put("Asking it", List.of("sql", "conditions", "dictionary", "archive"));
    GROUPS.put("Orchestration", List.of("dags", "runs", "tasks", "backfill", "logs", "calendar"));
    GROUPS.put("Looking after it", List.of("doctor", "config", "db", "lake"));
  }

  /** The commands that are in a group. */
  static List<String> names() {
    return GROUPS.values().stream().flatMap(List::stream).toList();
  }

  /** The section of the help; a command of no group stands at the end. */
  @Override
  public String render(Help help) {
    Map<String, CommandLine> left =
        new LinkedHashMap<>(help.commandSpec().commandLine().getSubcommands());
    int width = left.keySet().stream().mapToInt(String::length).max().orElse(0);
    StringBuilder text = new StringBuilder();
    GROUPS.forEach(
        (title, names) -> {
          List<String> lines = new ArrayList<>();
          for (String name : names) {
            CommandLine command = left.remove(name);
            if (command != null) {
              lines.add(line(name, command, width));
            }
          }
          append(text, title, lines);
        });
    List<String> lines = new ArrayList<>();
    left.forEach((name, command) -> lines.add(line(name, command, width)));
    append(text, "Other", lines);
    return text.toString();
  }

  private static void append(StringBuilder text, String title, List<String> lines) {
    if (!lines.isEmpty()) {
      text.append("%n%s:%n".formatted(title));
      lines.forEach(line -> text.append(line).append(System.lineSeparator()));
    }
  }

  private static String line(String name, CommandLine command, int width) {
    CommandLine.Model.UsageMessageSpec usage = command.getCommandSpec().usageMessage();
    String[] words = usage.header().length == 0 ? usage.description() : usage.header();
    return ("  %-" + width + "s  %s").formatted(name, words.length == 0 ? "" : words[0]);
  }
}

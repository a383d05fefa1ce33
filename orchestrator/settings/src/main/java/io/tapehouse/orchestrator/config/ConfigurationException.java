package io.tapehouse.orchestrator.config;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** The configuration cannot be used; the message has every problem in a line of its own. */
public class ConfigurationException extends IllegalArgumentException {

  private static final long serialVersionUID = 1;

  private final transient List<Problem> problems;

  /**
   * All that is wrong.
   *
   * @param problems at least one
   */
  public ConfigurationException(List<Problem> problems) {
    super(text(sorted(problems)));
    this.problems = sorted(problems);
  }

  /** As a person goes through the file, and then through the environment. */
  private static List<Problem> sorted(List<Problem> problems) {
    return problems.stream()
        .sorted(Comparator.comparingInt(problem -> rank(problem.origin())))
        .toList();
  }

  private static int rank(Origin origin) {
    if (origin instanceof Origin.FileLine place) {
      return place.line();
    }
    return origin instanceof Origin.WholeFile ? 0 : Integer.MAX_VALUE;
  }

  private static String text(List<Problem> problems) {
    if (problems.size() == 1) {
      return problems.get(0).text();
    }
    return problems.stream()
        .map(problem -> "\n  " + problem.text())
        .collect(
            Collectors.joining(
                "", "%d problems in the configuration:".formatted(problems.size()), ""));
  }

  /** Every problem, at least one, those of the file in its order. */
  public List<Problem> problems() {
    return problems;
  }
}

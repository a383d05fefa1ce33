package io.tapehouse.orchestrator.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What was looked at, one thing after the other. */
final class Checkup {

  private final List<Check> checks = new ArrayList<>();
  private final Consumer<String> lines;

  /**
   * Something that was looked at.
   *
   * @param name what it is
   * @param ok whether it is as it should be
   * @param found what it is like
   * @param advice what to do about it; null: nothing needs to be done
   */
  record Check(String name, boolean ok, String found, @Nullable String advice) {}

  /** All that was looked at. */
  record Diagnosis(boolean ok, long problems, List<Check> checks) {

    String line() {
      return ok ? "all is well" : DisplayText.count(problems, "problem");
    }
  }

  /**
   * A checkup of nothing yet.
   *
   * @param lines hears of each check at once: a publisher that does not answer is waited for
   */
  Checkup(Consumer<String> lines) {
    this.lines = lines;
  }

  void report(String name, boolean ok, String found, String advice) {
    checks.add(new Check(name, ok, found, ok ? null : advice));
    lines.accept("%-8s %s: %s".formatted(ok ? "ok" : "PROBLEM", name, found));
    if (!ok) {
      lines.accept("         -> " + advice);
    }
  }

  Diagnosis diagnosis() {
    long problems = checks.stream().filter(check -> !check.ok()).count();
    return new Diagnosis(problems == 0, problems, List.copyOf(checks));
  }
}

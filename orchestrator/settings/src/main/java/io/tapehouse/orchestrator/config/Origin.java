package io.tapehouse.orchestrator.config;

import java.nio.file.Path;

/** Where a value came from. */
public sealed interface Origin {

  /** As a person finds it. */
  String text();

  /** The default: neither a file nor a variable sets it. */
  record Default() implements Origin {
    @Override
    public String text() {
      return "default";
    }
  }

  /** A whole file, when there is no line to name. */
  record WholeFile(Path file) implements Origin {
    @Override
    public String text() {
      return file.toString();
    }
  }

  /**
   * A line of a file.
   *
   * @param line counted from 1
   */
  record FileLine(Path file, int line) implements Origin {
    @Override
    public String text() {
      return file + ":" + line;
    }
  }

  /** A variable of the environment. */
  record Variable(String name) implements Origin {
    @Override
    public String text() {
      return name;
    }
  }
}

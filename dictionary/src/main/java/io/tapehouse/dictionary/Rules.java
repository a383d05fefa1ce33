package io.tapehouse.dictionary;

/** Which rules turn publishers' files into rows. */
public final class Rules {

  /**
   * Raised whenever the same file would give other rows than before; every partition is then made
   * anew by its next run.
   */
  public static final int VERSION = 2;

  private Rules() {}
}

package io.tapehouse.simulator.document;

import java.util.Locale;

/** Whole numbers as the exchanges write them. */
public final class WholeNumber {

  private WholeNumber() {}

  /** With commas between thousands. */
  public static String text(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }
}

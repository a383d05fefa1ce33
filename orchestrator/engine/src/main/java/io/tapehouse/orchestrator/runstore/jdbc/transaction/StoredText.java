package io.tapehouse.orchestrator.runstore.jdbc.transaction;

/** Text for people, made fit for a column. */
public final class StoredText {

  /** Characters that are kept: more is for logs. */
  private static final int LONGEST = 8000;

  private StoredText() {}

  /** The text without the character zero, which PostgreSQL refuses, and cut where it is long. */
  public static String of(String text) {
    String clean = text.indexOf('\0') < 0 ? text : text.replace('\0', ' ');
    return clean.length() <= LONGEST ? clean : clean.substring(0, LONGEST - 1) + "…";
  }
}

package io.tapehouse.orchestrator.runstore.jdbc;

/** Words for people, made fit for a column. */
final class Message {

  /** Characters that are kept: more is for logs. */
  private static final int LONGEST = 8000;

  private Message() {}

  /** PostgreSQL refuses the character zero. */
  static String of(String text) {
    String clean = text.indexOf('\0') < 0 ? text : text.replace('\0', ' ');
    return clean.length() <= LONGEST ? clean : clean.substring(0, LONGEST - 1) + "…";
  }
}

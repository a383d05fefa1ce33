package io.tapehouse.extractors.http;

/** The begin of a long text, for a message. */
final class Excerpt {

  private static final int CHARACTERS = 200;

  private Excerpt() {}

  static String shortened(String text) {
    String line = text.strip().replaceAll("\\s+", " ");
    return line.length() <= CHARACTERS ? line : line.substring(0, CHARACTERS) + "...";
  }
}

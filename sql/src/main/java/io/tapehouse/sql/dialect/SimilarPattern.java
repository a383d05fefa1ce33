package io.tapehouse.sql.dialect;

/** A pattern of SIMILAR TO as a regular expression, which DuckDB's SIMILAR TO takes instead. */
final class SimilarPattern {

  private SimilarPattern() {}

  /**
   * The expression; a match is of the whole text. A backslash takes the meaning of what follows.
   */
  static String expression(String pattern) {
    StringBuilder text = new StringBuilder("(?s:");
    boolean inSet = false;
    for (int at = 0; at < pattern.length(); at++) {
      char c = pattern.charAt(at);
      if (c == '\\' && at + 1 < pattern.length()) {
        at++;
        text.append('\\').append(pattern.charAt(at));
      } else if (inSet) {
        inSet = c != ']';
        text.append(c);
      } else if (c == '[') {
        inSet = true;
        text.append(c);
      } else if (c == '%') {
        text.append(".*");
      } else if (c == '_') {
        text.append('.');
      } else if (c == '.' || c == '^' || c == '$') {
        text.append('\\').append(c);
      } else {
        text.append(c);
      }
    }
    return text.append(')').toString();
  }
}

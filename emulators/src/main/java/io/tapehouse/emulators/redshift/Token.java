package io.tapehouse.emulators.redshift;

/**
 * A piece of SQL that is neither space nor comment.
 *
 * @param text of a word in lower case, of a quoted name or string what it means, else as it stands
 * @param start where it starts in the statement
 * @param end the place after it
 */
record Token(Kind kind, String text, int start, int end) {

  enum Kind {
    WORD,
    QUOTED_NAME,
    STRING,
    NUMBER,
    SYMBOL
  }

  boolean isName() {
    return kind == Kind.WORD || kind == Kind.QUOTED_NAME;
  }

  /** Whether this is the word or the symbol {@code expected}. */
  boolean is(String expected) {
    return (kind == Kind.WORD || kind == Kind.SYMBOL) && text.equals(expected);
  }
}

package io.tapehouse.sql.dialect;

import java.util.Locale;
import java.util.Optional;

/**
 * A token of a statement, by PostgreSQL's lexical rules.
 *
 * @param kind what it is
 * @param text as it stands in the statement
 * @param start its first character in the statement, from 0
 */
public record SqlToken(Kind kind, String text, int start) {

  /** What a token is. */
  public enum Kind {
    /** A keyword or a name without quotes. */
    WORD,
    /** A name between double quotes. */
    QUOTED_NAME,
    /** A string: {@code '...'}, {@code E'...'}, or between dollars. */
    STRING,
    /** A number. */
    NUMBER,
    /** A parameter, {@code $1}. */
    PARAMETER,
    /** One or several characters of an operator. */
    OPERATOR,
    /** A parenthesis, a bracket, a comma, a semicolon, a point, or {@code ::}. */
    PUNCTUATION
  }

  /** The character after the last one. */
  public int end() {
    return start + text.length();
  }

  /** Whether this is a keyword or an unquoted name, in any case. */
  public boolean is(String word) {
    return kind == Kind.WORD && text.equalsIgnoreCase(word);
  }

  /** Whether this is the operator or punctuation {@code symbol}. */
  public boolean isSymbol(String symbol) {
    return (kind == Kind.OPERATOR || kind == Kind.PUNCTUATION) && text.equals(symbol);
  }

  /** Whether this may be a name: a word or a quoted name. */
  public boolean isName() {
    return kind == Kind.WORD || kind == Kind.QUOTED_NAME;
  }

  /** A name as the engine knows it: without quotes, or in lower case. */
  public String name() {
    return kind == Kind.QUOTED_NAME
        ? text.substring(1, text.length() - 1).replace("\"\"", "\"")
        : text.toLowerCase(Locale.ROOT);
  }

  /**
   * The text of a plain string, {@code '...'}; empty for other tokens and for strings with escapes
   * or between dollars.
   */
  public Optional<String> value() {
    boolean plain = kind == Kind.STRING && text.length() >= 2 && text.startsWith("'");
    return plain && text.endsWith("'")
        ? Optional.of(text.substring(1, text.length() - 1).replace("''", "'"))
        : Optional.empty();
  }
}

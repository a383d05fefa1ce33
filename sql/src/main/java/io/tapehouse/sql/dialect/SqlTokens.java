package io.tapehouse.sql.dialect;

import io.tapehouse.sql.dialect.SqlToken.Kind;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts SQL into tokens as PostgreSQL does with {@code standard_conforming_strings} on: a backslash
 * escapes in {@code E'...'} alone, comments with a star nest, an operator is as long as it can be.
 * Text that ends inside a string, name or comment becomes a token up to the end: the engine's own
 * message about it is the better one.
 */
public final class SqlTokens {

  private static final String OPERATORS = "+-*/<>=~!@#%^&|`?";
  private static final String PUNCTUATION = "()[]{},;.:";

  private final String sql;
  private final List<SqlToken> tokens = new ArrayList<>();
  private int at;

  private SqlTokens(String sql) {
    this.sql = sql;
  }

  /** All tokens, without white space and comments. */
  public static List<SqlToken> of(String sql) {
    SqlTokens all = new SqlTokens(sql);
    while (all.at < sql.length()) {
      all.next();
    }
    return List.copyOf(all.tokens);
  }

  /**
   * The statements of a text: cut at the semicolons between them, without those that are empty.
   * Each keeps its own white space and comments.
   */
  public static List<String> statements(String sql) {
    List<String> statements = new ArrayList<>();
    int start = 0;
    boolean empty = true;
    for (SqlToken token : of(sql)) {
      if (token.isSymbol(";")) {
        if (!empty) {
          statements.add(sql.substring(start, token.start()));
        }
        start = token.end();
        empty = true;
      } else {
        empty = false;
      }
    }
    if (!empty) {
      statements.add(sql.substring(start));
    }
    return statements;
  }

  private void next() {
    char c = sql.charAt(at);
    if (Character.isWhitespace(c)) {
      at++;
    } else if (sql.startsWith("--", at)) {
      while (at < sql.length() && "\r\n".indexOf(sql.charAt(at)) < 0) {
        at++;
      }
    } else if (sql.startsWith("/*", at)) {
      comment();
    } else if (c == '\'') {
      quoted(Kind.STRING, at, '\'', false);
    } else if (c == '"') {
      quoted(Kind.QUOTED_NAME, at, '"', false);
    } else if ((c == 'e' || c == 'E') && sql.startsWith("'", at + 1)) {
      quoted(Kind.STRING, at + 1, '\'', true);
    } else if (Character.isLetter(c) || c == '_' || Character.isHighSurrogate(c)) {
      word();
    } else if (isDigit(c) || (c == '.' && at + 1 < sql.length() && isDigit(sql.charAt(at + 1)))) {
      number();
    } else if (c == '$') {
      dollar();
    } else if (PUNCTUATION.indexOf(c) >= 0) {
      add(
          Kind.PUNCTUATION,
          at,
          at + (sql.startsWith("::", at) || sql.startsWith(":=", at) ? 2 : 1));
    } else {
      operator();
    }
  }

  private void comment() {
    int depth = 0;
    while (at < sql.length()) {
      if (sql.startsWith("/*", at)) {
        depth++;
        at += 2;
      } else if (sql.startsWith("*/", at)) {
        depth--;
        at += 2;
        if (depth == 0) {
          return;
        }
      } else {
        at++;
      }
    }
  }

  /**
   * @param open where the quote stands; the token begins where the reader is
   */
  private void quoted(Kind kind, int open, char quote, boolean escapes) {
    int start = at;
    int end = open + 1;
    while (end < sql.length()) {
      char c = sql.charAt(end);
      if (c == quote) {
        if (end + 1 >= sql.length() || sql.charAt(end + 1) != quote) {
          add(kind, start, end + 1);
          return;
        }
        end++;
      } else if (escapes && c == '\\' && end + 1 < sql.length()) {
        end++;
      }
      end++;
    }
    add(kind, start, sql.length());
  }

  private void word() {
    int end = at;
    while (end < sql.length() && isPartOfName(sql.charAt(end))) {
      end++;
    }
    add(Kind.WORD, at, end);
  }

  private static boolean isPartOfName(char c) {
    return Character.isLetterOrDigit(c) || c == '_' || c == '$' || Character.isSurrogate(c);
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private void number() {
    int end = at;
    while (end < sql.length() && (isPartOfName(sql.charAt(end)) || sql.charAt(end) == '.')) {
      boolean exponent = "eE".indexOf(sql.charAt(end)) >= 0;
      end++;
      if (exponent && end < sql.length() && "+-".indexOf(sql.charAt(end)) >= 0) {
        end++;
      }
    }
    add(Kind.NUMBER, at, end);
  }

  /** A parameter, or a string between two equal tags. */
  private void dollar() {
    int end = at + 1;
    while (end < sql.length() && isDigit(sql.charAt(end))) {
      end++;
    }
    if (end > at + 1) {
      add(Kind.PARAMETER, at, end);
      return;
    }
    while (end < sql.length() && isPartOfName(sql.charAt(end)) && sql.charAt(end) != '$') {
      end++;
    }
    if (end >= sql.length() || sql.charAt(end) != '$') {
      add(Kind.OPERATOR, at, at + 1);
      return;
    }
    String mark = sql.substring(at, end + 1);
    int close = sql.indexOf(mark, end + 1);
    add(Kind.STRING, at, close < 0 ? sql.length() : close + mark.length());
  }

  private void operator() {
    int end = at;
    while (end < sql.length()
        && OPERATORS.indexOf(sql.charAt(end)) >= 0
        && !sql.startsWith("--", end)
        && !sql.startsWith("/*", end)) {
      end++;
    }
    // By PostgreSQL's rule a sign at the end belongs to what follows, as in "a =-1".
    while (end > at + 1
        && "+-".indexOf(sql.charAt(end - 1)) >= 0
        && sql.substring(at, end).chars().noneMatch(c -> "~!@#%^&|`?".indexOf(c) >= 0)) {
      end--;
    }
    add(Kind.OPERATOR, at, Math.max(end, at + 1));
  }

  private void add(Kind kind, int start, int end) {
    tokens.add(new SqlToken(kind, sql.substring(start, end), start));
    at = end;
  }
}

package io.tapehouse.emulators.redshift;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Cuts SQL into tokens by Redshift's rules: a backslash escapes in every string, strings may stand
 * between dollars, comments of both kinds are skipped and those with a star nest.
 */
final class Tokenizer {

  private final String sql;
  private final List<Token> tokens = new ArrayList<>();
  private int at;

  private Tokenizer(String sql) {
    this.sql = sql;
  }

  /**
   * @throws ServerError when a string, name or comment has no end
   */
  static List<Token> tokens(String sql) throws ServerError {
    Tokenizer tokenizer = new Tokenizer(sql);
    while (tokenizer.at < sql.length()) {
      tokenizer.next();
    }
    return tokenizer.tokens;
  }

  private void next() throws ServerError {
    char c = sql.charAt(at);
    if (Character.isWhitespace(c)) {
      at++;
    } else if (sql.startsWith("--", at)) {
      int end = sql.indexOf('\n', at);
      at = end < 0 ? sql.length() : end;
    } else if (sql.startsWith("/*", at)) {
      comment();
    } else if (c == '\'') {
      quoted(Token.Kind.STRING, at, '\'', true);
    } else if (c == '"') {
      quoted(Token.Kind.QUOTED_NAME, at, '"', false);
    } else if ((c == 'e' || c == 'E') && sql.startsWith("'", at + 1)) {
      int start = at++;
      quoted(Token.Kind.STRING, start, '\'', true);
    } else if (Character.isLetter(c) || c == '_' || c == '#') {
      word();
    } else if (Character.isDigit(c)) {
      number();
    } else if (c == '$') {
      dollar();
    } else {
      symbol();
    }
  }

  private void comment() throws ServerError {
    int depth = 0;
    do {
      if (sql.startsWith("/*", at)) {
        depth++;
        at += 2;
      } else if (sql.startsWith("*/", at)) {
        depth--;
        at += 2;
      } else if (++at >= sql.length()) {
        throw ServerError.syntax("unterminated /* comment");
      }
    } while (depth > 0);
  }

  private void quoted(Token.Kind kind, int start, char quote, boolean escapes) throws ServerError {
    StringBuilder text = new StringBuilder();
    for (at++; at < sql.length(); at++) {
      char c = sql.charAt(at);
      if (escapes && c == '\\' && at + 1 < sql.length()) {
        text.append(sql.charAt(++at));
      } else if (c != quote) {
        text.append(c);
      } else if (at + 1 < sql.length() && sql.charAt(at + 1) == quote) {
        text.append(quote);
        at++;
      } else {
        add(kind, text.toString(), start, ++at);
        return;
      }
    }
    throw ServerError.syntax("unterminated quoted text at " + start);
  }

  private void word() {
    int start = at;
    while (at < sql.length() && (Character.isLetterOrDigit(sql.charAt(at)) || isJoin())) {
      at++;
    }
    add(Token.Kind.WORD, sql.substring(start, at).toLowerCase(Locale.ROOT), start, at);
  }

  private boolean isJoin() {
    return "_$#".indexOf(sql.charAt(at)) >= 0;
  }

  private void number() {
    int start = at;
    while (at < sql.length()
        && (Character.isLetterOrDigit(sql.charAt(at)) || sql.charAt(at) == '.')) {
      at++;
    }
    add(Token.Kind.NUMBER, sql.substring(start, at), start, at);
  }

  /** A parameter, or a string between two equal tags. */
  private void dollar() throws ServerError {
    int start = at;
    int second = sql.indexOf('$', at + 1);
    String tag = second < 0 ? "" : sql.substring(at + 1, second);
    if (second < 0 || !tag.chars().allMatch(c -> c == '_' || Character.isLetter(c))) {
      at++;
      while (at < sql.length() && Character.isDigit(sql.charAt(at))) {
        at++;
      }
      add(Token.Kind.SYMBOL, sql.substring(start, at), start, at);
      return;
    }
    String mark = sql.substring(start, second + 1);
    int end = sql.indexOf(mark, second + 1);
    if (end < 0) {
      throw ServerError.syntax("unterminated dollar-quoted string");
    }
    at = end + mark.length();
    add(Token.Kind.STRING, sql.substring(second + 1, end), start, at);
  }

  private void symbol() {
    int length = sql.startsWith("::", at) ? 2 : 1;
    add(Token.Kind.SYMBOL, sql.substring(at, at + length), at, at + length);
    at += length;
  }

  private void add(Token.Kind kind, String text, int start, int end) {
    tokens.add(new Token(kind, text, start, end));
  }
}

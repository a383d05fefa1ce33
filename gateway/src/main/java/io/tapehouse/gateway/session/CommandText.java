package io.tapehouse.gateway.session;

import io.tapehouse.sql.dialect.SqlToken;
import io.tapehouse.sql.dialect.SqlTokens;
import java.util.List;
import java.util.Locale;

/** A statement with its tokens, and a place in them from which it is read. For one thread. */
final class CommandText {

  private final String sql;
  private final List<SqlToken> tokens;
  private int at;

  CommandText(String sql) {
    this.sql = sql;
    this.tokens = SqlTokens.of(sql);
  }

  String sql() {
    return sql;
  }

  boolean isEmpty() {
    return tokens.isEmpty();
  }

  /** The first word, in lower case; "" when it begins with something else. */
  String first() {
    return !tokens.isEmpty() && tokens.get(0).kind() == SqlToken.Kind.WORD
        ? tokens.get(0).name()
        : "";
  }

  boolean atEnd() {
    return at >= tokens.size();
  }

  /** Skips the words if they are the next ones. */
  boolean skip(String... words) {
    for (int i = 0; i < words.length; i++) {
      if (at + i >= tokens.size() || !tokens.get(at + i).is(words[i])) {
        return false;
      }
    }
    at += words.length;
    return true;
  }

  boolean skipSymbol(String symbol) {
    if (!atEnd() && tokens.get(at).isSymbol(symbol)) {
      at++;
      return true;
    }
    return false;
  }

  /** Whether the next token is that word. */
  boolean isNext(String word) {
    return !atEnd() && tokens.get(at).is(word);
  }

  boolean isNextSymbol(String symbol) {
    return !atEnd() && tokens.get(at).isSymbol(symbol);
  }

  /** The next token as a name, without quotes; "" when there is none. */
  String name() {
    return atEnd() || !tokens.get(at).isName() ? "" : tokens.get(at++).name();
  }

  /** The next token as it stands; "" at the end. */
  String raw() {
    return atEnd() ? "" : tokens.get(at++).text();
  }

  /** The next token as a value: a string without its quotes, or a word or number as it stands. */
  String value() {
    return atEnd() ? "" : value(tokens.get(at++));
  }

  private static String value(SqlToken token) {
    String text = token.text();
    if (token.kind() == SqlToken.Kind.QUOTED_NAME) {
      return token.name();
    }
    if (token.kind() != SqlToken.Kind.STRING) {
      return text;
    }
    if (text.startsWith("$")) {
      int mark = text.indexOf('$', 1) + 1;
      return text.length() < 2 * mark ? "" : text.substring(mark, text.length() - mark);
    }
    int open = text.indexOf('\'');
    String body = text.substring(open + 1, Math.max(open + 1, text.length() - 1));
    String plain = body.replace("''", "'");
    return open == 1 ? plain.replaceAll("\\\\(.)", "$1") : plain;
  }

  /** The rest of the statement as it stands. */
  String rest() {
    String rest = atEnd() ? "" : sql.substring(tokens.get(at).start());
    at = tokens.size();
    return rest;
  }

  /**
   * What stands between the next parenthesis and the one that closes it, as it stands; the next
   * token is the one behind.
   */
  String parenthesis() {
    int start = tokens.get(at).end();
    int depth = 0;
    while (at < tokens.size()) {
      SqlToken token = tokens.get(at++);
      depth += token.isSymbol("(") ? 1 : token.isSymbol(")") ? -1 : 0;
      if (depth == 0) {
        return sql.substring(start, token.start());
      }
    }
    return sql.substring(start);
  }

  /** The rest as values with commas between them, as SET has them. */
  String list() {
    StringBuilder list = new StringBuilder();
    while (!atEnd()) {
      if (skipSymbol(",")) {
        list.append(", ");
      } else if (isNextSymbol("-")) {
        list.append(raw());
      } else {
        list.append(value());
      }
    }
    return list.toString();
  }

  @Override
  public String toString() {
    return first().toUpperCase(Locale.ROOT);
  }
}

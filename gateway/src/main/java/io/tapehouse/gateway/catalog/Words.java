package io.tapehouse.gateway.catalog;

import io.tapehouse.sql.dialect.SqlToken;
import io.tapehouse.sql.dialect.SqlToken.Kind;
import io.tapehouse.sql.dialect.SqlTokens;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The tokens of a statement while it is rewritten. White space and comments are gone; where a token
 * that was put in stood is of no account. For one thread.
 */
final class Words {

  private static final Set<String> OPENING = Set.of("(", "[", "{");
  private static final Set<String> CLOSING = Set.of(")", "]", "}");

  private final List<SqlToken> tokens;

  private Words(List<SqlToken> tokens) {
    this.tokens = new ArrayList<>(tokens);
  }

  /** Those of one statement, without the semicolon at its end. */
  static Words of(String sql) {
    Words words = new Words(SqlTokens.of(sql));
    while (words.size() > 0 && words.isSymbol(words.size() - 1, ";")) {
      words.tokens.remove(words.size() - 1);
    }
    return words;
  }

  int size() {
    return tokens.size();
  }

  SqlToken get(int index) {
    return tokens.get(index);
  }

  private boolean has(int index) {
    return index >= 0 && index < tokens.size();
  }

  /** Whether there is a keyword or unquoted name of this kind at a place. */
  boolean is(int index, String word) {
    return has(index) && tokens.get(index).is(word);
  }

  boolean isAny(int index, Set<String> upperCase) {
    return isKind(index, Kind.WORD)
        && upperCase.contains(tokens.get(index).text().toUpperCase(Locale.ROOT));
  }

  boolean isSymbol(int index, String symbol) {
    return has(index) && tokens.get(index).isSymbol(symbol);
  }

  boolean isKind(int index, Kind kind) {
    return has(index) && tokens.get(index).kind() == kind;
  }

  boolean isName(int index) {
    return has(index) && tokens.get(index).isName();
  }

  /** Whether a name stands there, with or without quotes. */
  boolean isNamed(int index, String name) {
    return isName(index) && tokens.get(index).name().equals(name);
  }

  /** Whether a word stands there that is a function of the session without parentheses. */
  boolean isSessionWord(int index) {
    return isAny(index, Keywords.SESSION)
        && !isSymbol(index - 1, ".")
        && !is(index - 1, "AS")
        && !isSymbol(index + 1, ".")
        && !isSymbol(index + 1, "(");
  }

  /** The name there, or the empty text. */
  String name(int index) {
    return isName(index) ? tokens.get(index).name() : "";
  }

  void remove(int from, int to) {
    tokens.subList(from, to).clear();
  }

  /** Puts the tokens of a piece of SQL before those at a place. */
  void insert(int index, String sql) {
    tokens.addAll(index, SqlTokens.of(sql));
  }

  void replace(int from, int to, String sql) {
    remove(from, to);
    insert(from, sql);
  }

  /** The bracket that closes the one at a place, or the end where there is none. */
  int closing(int open) {
    int depth = 0;
    for (int i = open; i < tokens.size(); i++) {
      depth += step(i);
      if (depth == 0) {
        return i;
      }
    }
    return tokens.size();
  }

  /** The bracket that opens the one at a place, or 0 where there is none. */
  int opening(int close) {
    int depth = 0;
    for (int i = close; i >= 0; i--) {
      depth += step(i);
      if (depth == 0) {
        return i;
      }
    }
    return 0;
  }

  /** 1 at an opening bracket, -1 at a closing one, else 0. */
  int step(int index) {
    SqlToken token = tokens.get(index);
    if (token.kind() != Kind.PUNCTUATION) {
      return 0;
    }
    return OPENING.contains(token.text()) ? 1 : CLOSING.contains(token.text()) ? -1 : 0;
  }

  /**
   * Where the operand begins that ends before {@code end}: a literal, a parameter, a name with what
   * qualifies it, a call, something in brackets, with subscripts and casts behind it.
   */
  int operand(int end) {
    int at = end - 1;
    while (isSymbol(at, "]") && !is(opening(at) - 1, "ARRAY")) {
      at = opening(at) - 1;
    }
    if (isSymbol(at, "]")) {
      return opening(at) - 1;
    }
    if (isSymbol(at, ")")) {
      at = opening(at);
      if (!isName(at - 1) || isAny(at - 1, Keywords.BEFORE_OPERAND)) {
        return at;
      }
      at--;
    }
    while (isSymbol(at - 1, ".")) {
      at = isSymbol(at - 2, ")") ? operand(at - 1) : at - 2;
    }
    return isSymbol(at - 1, "::") ? operand(at - 1) : Math.max(at, 0);
  }

  /** The statement with a space between any two tokens. */
  String text() {
    return tokens.stream().map(SqlToken::text).collect(Collectors.joining(" "));
  }

  /** A part of it. */
  String text(int from, int to) {
    return tokens.subList(from, to).stream().map(SqlToken::text).collect(Collectors.joining(" "));
  }
}

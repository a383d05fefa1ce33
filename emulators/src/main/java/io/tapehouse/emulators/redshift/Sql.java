package io.tapehouse.emulators.redshift;

import java.util.ArrayList;
import java.util.List;

/** One statement as tokens. Places beyond its end hold nothing, so that readers need not look. */
final class Sql {

  private static final Token NOTHING = new Token(Token.Kind.SYMBOL, "", 0, 0);

  private final String text;
  private final List<Token> tokens;

  private Sql(String text, List<Token> tokens) {
    this.text = text;
    this.tokens = tokens;
  }

  /** The statements of a text; those without a token are left out. */
  static List<Sql> split(String text) throws ServerError {
    List<Sql> statements = new ArrayList<>();
    List<Token> rest = new ArrayList<>();
    for (Token token : Tokenizer.tokens(text)) {
      if (!token.is(";")) {
        rest.add(token);
      } else if (!rest.isEmpty()) {
        statements.add(of(text, rest));
        rest = new ArrayList<>();
      }
    }
    if (!rest.isEmpty()) {
      statements.add(of(text, rest));
    }
    return statements;
  }

  private static Sql of(String text, List<Token> tokens) {
    int start = tokens.get(0).start();
    List<Token> moved =
        tokens.stream()
            .map(t -> new Token(t.kind(), t.text(), t.start() - start, t.end() - start))
            .toList();
    return new Sql(text.substring(start, tokens.get(tokens.size() - 1).end()), moved);
  }

  String text() {
    return text;
  }

  int size() {
    return tokens.size();
  }

  Token token(int at) {
    return at < 0 || at >= tokens.size() ? NOTHING : tokens.get(at);
  }

  /** Whether these words and symbols, with a space between, stand at this place. */
  boolean at(int place, String expected) {
    int next = place;
    for (String word : expected.split(" ", -1)) {
      if (!token(next++).is(word)) {
        return false;
      }
    }
    return true;
  }

  /** Where these words and symbols stand first from {@code from} on; -1 for nowhere. */
  int find(int from, String expected) {
    for (int place = from; place < size(); place++) {
      if (at(place, expected)) {
        return place;
      }
    }
    return -1;
  }

  /** The parenthesis that closes the one at {@code open}; the statement's end if none does. */
  int close(int open) {
    int depth = 0;
    for (int place = open; place < size(); place++) {
      if (token(place).is("(")) {
        depth++;
      } else if (token(place).is(")") && --depth == 0) {
        return place;
      }
    }
    return size();
  }

  /** The place after what stands at this one: after a whole parenthesis, else after one token. */
  int skip(int place) {
    return token(place).is("(") ? close(place) + 1 : place + 1;
  }
}

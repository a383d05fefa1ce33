package io.tapehouse.sql.dialect;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Set;

/**
 * The tokens of a text with their brackets paired. A place is a token's number; those outside the
 * text hold an empty token that is nothing.
 */
final class Statement {

  private static final SqlToken NOTHING = new SqlToken(SqlToken.Kind.PUNCTUATION, "", 0);
  private static final Set<String> OPENING = Set.of("(", "[", "{");
  private static final Set<String> CLOSING = Set.of(")", "]", "}");

  private final String text;
  private final List<SqlToken> tokens;

  /** Of each word its lower case; the empty text for other tokens. */
  private final String[] words;

  /** For a bracket, the place of its other one; for one without, and for other tokens, -1. */
  private final int[] partners;

  Statement(String text) {
    this.text = text;
    this.tokens = SqlTokens.of(text);
    this.partners = new int[tokens.size()];
    this.words = new String[tokens.size()];
    Arrays.fill(partners, -1);
    Deque<Integer> open = new ArrayDeque<>();
    for (int place = 0; place < partners.length; place++) {
      SqlToken token = tokens.get(place);
      words[place] = token.kind() == SqlToken.Kind.WORD ? token.name() : "";
      if (token.kind() != SqlToken.Kind.PUNCTUATION) {
        continue;
      }
      if (OPENING.contains(token.text())) {
        open.push(place);
      } else if (CLOSING.contains(token.text()) && !open.isEmpty()) {
        partners[place] = open.pop();
        partners[partners[place]] = place;
      }
    }
  }

  String text() {
    return text;
  }

  int size() {
    return tokens.size();
  }

  SqlToken at(int place) {
    return place >= 0 && place < tokens.size() ? tokens.get(place) : NOTHING;
  }

  /** The word at a place in lower case; empty where there is none. */
  String word(int place) {
    return place >= 0 && place < words.length ? words[place] : "";
  }

  /** Whether this word stands there. */
  boolean is(int place, String word) {
    return word(place).equals(word);
  }

  /** Whether these words and symbols stand from {@code place} on. */
  boolean at(int place, String... all) {
    for (int i = 0; i < all.length; i++) {
      if (!is(place + i, all[i]) && !at(place + i).isSymbol(all[i])) {
        return false;
      }
    }
    return true;
  }

  /** Whether a word of this set stands there. */
  boolean isAny(int place, Set<String> any) {
    return any.contains(word(place));
  }

  /** The closing bracket of the one at {@code open}; -1 when it is none or is never closed. */
  int close(int open) {
    return at(open).text().isEmpty() || !OPENING.contains(at(open).text()) ? -1 : partners[open];
  }

  /** The opening bracket of the one at {@code close}; -1 when there is none. */
  int open(int close) {
    return at(close).text().isEmpty() || !CLOSING.contains(at(close).text()) ? -1 : partners[close];
  }

  /** Whether a closing bracket stands there. */
  boolean isClosing(int place) {
    return CLOSING.contains(at(place).text());
  }

  /** Whether an opening bracket stands there that is never closed. */
  boolean isUnclosed(int place) {
    return OPENING.contains(at(place).text()) && partners[place] < 0;
  }

  /** The place behind a token, or behind the closing bracket of an opening one. */
  int skip(int place) {
    int close = close(place);
    return close < 0 ? place + 1 : close + 1;
  }

  /** The commas directly between the brackets. */
  List<Integer> commas(int open, int close) {
    List<Integer> commas = new ArrayList<>();
    for (int place = open + 1; place < close; place = skip(place)) {
      if (at(place).isSymbol(",")) {
        commas.add(place);
      }
    }
    return commas;
  }

  /** The first of these words directly between two places, not within brackets; -1 for none. */
  int find(int from, int to, String word) {
    for (int place = from; place < to; place = skip(place)) {
      if (is(place, word)) {
        return place;
      }
    }
    return -1;
  }

  /** The text from one token to before another. */
  String text(int from, int to) {
    return from >= to ? "" : text.substring(at(from).start(), at(to - 1).end());
  }
}

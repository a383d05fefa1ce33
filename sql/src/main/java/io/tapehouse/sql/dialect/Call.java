package io.tapehouse.sql.dialect;

import java.util.List;
import java.util.Optional;

/**
 * A call of a function, or a thing that is written like one.
 *
 * @param name the function, in lower case
 * @param place of the name
 * @param close the place of the closing parenthesis
 * @param commas the places of the commas between the arguments
 */
record Call(String name, int place, int close, List<Integer> commas) {

  /** The call at a place; empty where there is none. */
  static Optional<Call> at(Statement sql, int place) {
    int close = sql.close(place + 1);
    boolean call =
        close > 0
            && !sql.word(place).isEmpty()
            && sql.at(place + 1).isSymbol("(")
            && !sql.at(place - 1).isSymbol(".");
    return call
        ? Optional.of(new Call(sql.word(place), place, close, sql.commas(place + 1, close)))
        : Optional.empty();
  }

  /** How many arguments there are. */
  int arguments() {
    return commas.isEmpty() && close == place + 2 ? 0 : commas.size() + 1;
  }

  /** The place of an argument's first token, from 0. */
  int from(int argument) {
    return argument == 0 ? place + 2 : commas.get(argument - 1) + 1;
  }

  /** The place behind an argument's last token. */
  int to(int argument) {
    return argument < commas.size() ? commas.get(argument) : close;
  }

  /** Whether an argument is one token. */
  boolean isToken(int argument) {
    return argument < arguments() && to(argument) - from(argument) == 1;
  }
}

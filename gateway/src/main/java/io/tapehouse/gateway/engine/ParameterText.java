package io.tapehouse.gateway.engine;

import io.tapehouse.sql.dialect.SqlToken;
import io.tapehouse.sql.dialect.SqlTokens;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * SQL with parameters {@code $1} to {@code $n}. Clients leave numbers out and use one twice; DuckDB's
 * driver wants them without gaps, so each number gets its rank among those that stand in the text.
 */
final class ParameterText {

  private static final int MOST = 65_535;

  private final String sql;
  private final List<SqlToken> places;
  private final List<Integer> numbers;

  private ParameterText(String sql, List<SqlToken> places, List<Integer> numbers) {
    this.sql = sql;
    this.places = places;
    this.numbers = numbers;
  }

  static ParameterText of(String sql) throws SqlError {
    List<SqlToken> places = new ArrayList<>();
    SortedSet<Integer> numbers = new TreeSet<>();
    for (SqlToken token : SqlTokens.of(sql)) {
      if (token.kind() == SqlToken.Kind.PARAMETER) {
        places.add(token);
        numbers.add(number(token));
      }
    }
    return new ParameterText(sql, places, List.copyOf(numbers));
  }

  private static int number(SqlToken token) throws SqlError {
    String digits = token.text().substring(1);
    int number = digits.length() > 5 ? MOST + 1 : Integer.parseInt(digits);
    if (number < 1 || number > MOST) {
      throw SqlError.of("42P02", "there is no parameter " + token.text());
    }
    return number;
  }

  String sql() {
    return sql;
  }

  /** The numbers that stand in the text, from the least on. */
  List<Integer> numbers() {
    return numbers;
  }

  /** The greatest number. */
  int count() {
    return numbers.isEmpty() ? 0 : numbers.get(numbers.size() - 1);
  }

  /**
   * The text for the engine.
   *
   * @param casts DuckDB's type of each parameter that stands in the text, by rank; null where the
   *     engine is to find out
   */
  String with(@Nullable String[] casts) {
    StringBuilder text = new StringBuilder();
    int at = 0;
    for (SqlToken place : places) {
      int rank = Collections.binarySearch(numbers, Integer.valueOf(place.text().substring(1)));
      text.append(sql, at, place.start());
      String parameter = "$" + (rank + 1);
      String cast = casts[rank];
      text.append(cast == null ? parameter : "CAST(" + parameter + " AS " + cast + ")");
      at = place.end();
    }
    return text.append(sql, at, sql.length()).toString();
  }
}

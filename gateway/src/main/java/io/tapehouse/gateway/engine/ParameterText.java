package io.tapehouse.gateway.engine;

import io.tapehouse.sql.dialect.RewrittenSql;
import io.tapehouse.sql.dialect.SqlEdits;
import io.tapehouse.sql.dialect.SqlToken;
import io.tapehouse.sql.dialect.SqlTokens;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * SQL with parameters {@code $1} to {@code $n}. Clients leave numbers out and use one twice;
 * DuckDB's driver wants them without gaps, so each number gets its rank among those that stand in
 * the text.
 */
final class ParameterText {

  private static final int MOST = 65_535;

  private final RewrittenSql text;
  private final List<SqlToken> places;
  private final List<Integer> numbers;
  private final int start;

  private ParameterText(
      RewrittenSql text, List<SqlToken> places, List<Integer> numbers, int start) {
    this.text = text;
    this.start = start;
    this.places = places;
    this.numbers = numbers;
  }

  /**
   * @param start of the text in what the client sent
   */
  static ParameterText of(RewrittenSql text, int start) throws SqlError {
    List<SqlToken> places = new ArrayList<>();
    SortedSet<Integer> numbers = new TreeSet<>();
    for (SqlToken token : SqlTokens.of(text.sql())) {
      if (token.kind() == SqlToken.Kind.PARAMETER) {
        places.add(token);
        numbers.add(number(token));
      }
    }
    return new ParameterText(text, places, List.copyOf(numbers), start);
  }

  private static int number(SqlToken token) throws SqlError {
    String digits = token.text().substring(1);
    int number = digits.length() > 5 ? MOST + 1 : Integer.parseInt(digits);
    if (number < 1 || number > MOST) {
      throw SqlError.of("42P02", "there is no parameter " + token.text());
    }
    return number;
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
  RewrittenSql with(@Nullable String[] casts) {
    SqlEdits edits = new SqlEdits(text.sql());
    for (SqlToken place : places) {
      int rank = Collections.binarySearch(numbers, Integer.valueOf(place.text().substring(1)));
      String parameter = "$" + (rank + 1);
      String cast = casts[rank];
      edits.replace(place, cast == null ? parameter : "CAST(" + parameter + " AS " + cast + ")");
    }
    return edits.rewritten();
  }

  /** Where a character of {@code bound} stood in what the client sent; -1: it is not known. */
  int originalPosition(RewrittenSql bound, int position) {
    return text.parts().isEmpty()
        ? -1
        : start + text.originalPosition(bound.originalPosition(position));
  }
}

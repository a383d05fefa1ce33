package io.tapehouse.gateway.engine;

import io.tapehouse.sql.RefusedQueryException;
import java.sql.SQLException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Errors of DuckDB by the codes of PostgreSQL. DuckDB has kinds alone, so the words decide. */
final class EngineErrors {

  private record Rule(Pattern words, String sqlState) {
    static Rule of(String words, String sqlState) {
      return new Rule(Pattern.compile(words, Pattern.CASE_INSENSITIVE | Pattern.DOTALL), sqlState);
    }
  }

  /** The first that matches counts. */
  private static final List<Rule> RULES =
      List.of(
          Rule.of("INTERRUPT|Interrupted", "57014"),
          Rule.of("Parser Error", "42601"),
          Rule.of("Catalog Error.*(Table|View) .*does not exist", "42P01"),
          Rule.of("Catalog Error.*Schema .*does not exist", "3F000"),
          Rule.of("Catalog Error.*Type .*does not exist", "42704"),
          Rule.of("Catalog Error.*Function .*does not exist", "42883"),
          Rule.of("Catalog Error", "42P01"),
          Rule.of("Binder Error.*No function matches", "42883"),
          Rule.of("Binder Error.*(Ambiguous|ambiguous)", "42702"),
          Rule.of("Binder Error.*Referenced table .*not found", "42P01"),
          Rule.of("Binder Error.*Referenced column .*not found", "42703"),
          Rule.of("Binder Error.*must appear in the GROUP BY", "42803"),
          Rule.of("Binder Error.*aggregate", "42803"),
          Rule.of("Binder Error.*(Cannot compare|Cannot mix|type)", "42804"),
          Rule.of("Binder Error.*does not have a column named", "42703"),
          Rule.of("Binder Error", "42601"),
          Rule.of("division by zero", "22012"),
          Rule.of("Conversion Error.*(date|time|interval)", "22007"),
          Rule.of("Conversion Error.*out of range", "22003"),
          Rule.of("Conversion Error", "22P02"),
          Rule.of("Out of Range Error", "22003"),
          Rule.of("Out of Memory Error", "53200"),
          Rule.of("Permission Error", "42501"),
          Rule.of("Not implemented Error", "0A000"),
          Rule.of("read-only", "25006"),
          Rule.of("Invalid Input Error", "22023"),
          Rule.of("IO Error", "58030"));

  private static final Pattern KIND =
      Pattern.compile("^(?:java\\.sql\\.SQLException: )?[A-Za-z -]+ Error: ");
  private static final Pattern PLACE =
      Pattern.compile("\nLINE (\\d+): (.*)\n( *)\\^", Pattern.DOTALL);

  private EngineErrors() {}

  /**
   * @param sql that was given to the engine, for the position
   */
  static SqlError of(SQLException error, String sql) {
    String words = String.valueOf(error.getMessage());
    String sqlState =
        RULES.stream()
            .filter(rule -> rule.words().matcher(words).find())
            .map(Rule::sqlState)
            .findFirst()
            .orElse("XX000");
    int place = words.indexOf("\n\nLINE ");
    String message = place < 0 ? words : words.substring(0, place);
    return SqlError.of(
        sqlState, KIND.matcher(message).replaceFirst("").strip(), position(words, sql), error);
  }

  /** A text that the guard does not let through. */
  static SqlError of(RefusedQueryException refusal) {
    return SqlError.of(
        refusal.sqlState(), String.valueOf(refusal.getMessage()), refusal.position(), refusal);
  }

  /**
   * DuckDB prints the line, shortened where it is long, with a caret below; -1 where it has none.
   */
  private static int position(String words, String sql) {
    Matcher place = PLACE.matcher(words);
    if (!place.find()) {
      return -1;
    }
    int line = Integer.parseInt(place.group(1));
    int caret = place.group(3).length() - ("LINE " + line + ": ").length();
    String shown = place.group(2);
    int start = 0;
    for (int i = 1; i < line; i++) {
      start = sql.indexOf('\n', start) + 1;
    }
    String core = shown.startsWith("...") ? shown.substring(3) : shown;
    core = core.endsWith("...") ? core.substring(0, core.length() - 3) : core;
    int found = sql.indexOf(core, start);
    int position = found + caret - (shown.startsWith("...") ? 3 : 0);
    return found < 0 || caret < 0 || position > sql.length() ? -1 : position;
  }
}

package io.tapehouse.orchestrator.runstore.jdbc.transaction;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A statement whose parameters have names, {@code :name}, in the form of JDBC. Immutable.
 *
 * @param sql with question marks
 * @param places by name, its place among the values
 * @param order for each question mark, the place of its value
 */
record NamedStatement(String sql, Map<String, Integer> places, List<Integer> order) {

  /** A name, or a text in which a colon is nothing but a colon. */
  private static final Pattern NAME = Pattern.compile("'[^']*'|:([a-zA-Z]+)");

  /** The program's statements are few and do not change. */
  private static final Map<String, NamedStatement> PARSED = new ConcurrentHashMap<>();

  /** Parses a statement, unless it was parsed before. */
  static NamedStatement of(String named) {
    return PARSED.computeIfAbsent(named, NamedStatement::parse);
  }

  private static NamedStatement parse(String named) {
    Map<String, Integer> places = new LinkedHashMap<>();
    List<Integer> order =
        NAME.matcher(named)
            .results()
            .map(match -> match.group(1))
            .filter(Objects::nonNull)
            .map(name -> places.computeIfAbsent(name, fresh -> places.size()))
            .toList();
    return new NamedStatement(
        NAME.matcher(named).replaceAll(NamedStatement::replacement), Map.copyOf(places), order);
  }

  private static String replacement(MatchResult match) {
    return match.group(1) == null ? Matcher.quoteReplacement(match.group()) : "?";
  }

  /** The place of a name's value. */
  int place(String name) {
    Integer place = places.get(name);
    if (place == null) {
      throw new IllegalArgumentException(
          "expected one of %s, found '%s'".formatted(places.keySet(), name));
    }
    return place;
  }
}

package io.tapehouse.gateway.catalog;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What stands in the FROM clauses of a query: relations, and functions that give rows. */
final class Sources {

  /** Calls with a FROM between their arguments. */
  private static final Set<String> CALLS_WITH_FROM =
      Set.of("EXTRACT", "SUBSTRING", "TRIM", "OVERLAY");

  private static final Set<String> BEFORE_SOURCE = Set.of("LATERAL", "ONLY");

  private final Words words;
  private final List<Source> found = new ArrayList<>();

  private Sources(Words words) {
    this.words = words;
  }

  /**
   * One of them.
   *
   * @param first the place of its first name
   * @param last that of its last name, which it bears itself
   * @param schema the name before that, or the empty text
   * @param function whether it is a function
   */
  record Source(int first, int last, String schema, boolean function) {}

  /** What is known at one depth of brackets. */
  private static final class Level {
    private final boolean call;
    private boolean from;
    private boolean expects;

    Level(boolean call, boolean expects) {
      this.call = call;
      this.from = expects;
      this.expects = expects;
    }
  }

  /** All of them in their order, without names that WITH has given to queries. */
  static List<Source> of(Words words) {
    Sources sources = new Sources(words);
    sources.find();
    Set<String> queries = sources.namedQueries();
    return sources.found.stream()
        .filter(
            source ->
                source.function()
                    || !source.schema().isEmpty()
                    || !queries.contains(words.name(source.last())))
        .toList();
  }

  private void find() {
    Deque<Level> levels = new ArrayDeque<>();
    levels.push(new Level(false, false));
    for (int i = 0; i < words.size(); i++) {
      Level level = levels.element();
      if (words.step(i) > 0) {
        levels.push(new Level(words.isAny(i - 1, CALLS_WITH_FROM), level.expects));
        level.expects = false;
      } else if (words.step(i) < 0) {
        if (levels.size() > 1) {
          levels.pop();
        }
      } else if ((words.is(i, "FROM") && !words.is(i - 1, "DISTINCT") && !level.call)
          || words.is(i, "JOIN")) {
        level.from = true;
        level.expects = true;
      } else if (words.isSymbol(i, ",") && level.from) {
        level.expects = true;
      } else if (words.isAny(i, Keywords.AFTER_FROM)) {
        level.from = false;
        level.expects = false;
      } else if (level.expects && words.isName(i) && !words.isAny(i, BEFORE_SOURCE)) {
        level.expects = false;
        i = source(i);
      }
    }
  }

  private int source(int first) {
    int last = first;
    while (words.isSymbol(last + 1, ".") && words.isName(last + 2)) {
      last += 2;
    }
    String schema = last > first ? words.name(last - 2) : "";
    found.add(new Source(first, last, schema, words.isSymbol(last + 1, "(")));
    return last;
  }

  /** Names that WITH gives to queries: {@code name AS (} and {@code name (columns) AS (}. */
  private Set<String> namedQueries() {
    Set<String> names = new HashSet<>();
    boolean with = false;
    for (int i = 0; i < words.size(); i++) {
      with |= words.is(i, "WITH");
      boolean query =
          words.isSymbol(i + 1, "(") || words.is(i + 1, "MATERIALIZED") || words.is(i + 1, "NOT");
      if (with && words.is(i, "AS") && query) {
        names.add(words.name(words.isSymbol(i - 1, ")") ? words.opening(i - 1) - 1 : i - 1));
      }
    }
    return names;
  }
}

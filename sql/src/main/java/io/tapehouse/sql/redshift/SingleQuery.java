package io.tapehouse.sql.redshift;

import io.tapehouse.sql.SqlQueryException;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Lets through one statement that reads. The transaction is read only as well, but a text of
 * several statements could end it, UNLOAD writes to S3 out of a transaction that reads, and a
 * setting belongs to none.
 */
final class SingleQuery {

  private static final Set<String> READING = Set.of("select", "with", "explain", "show", "values");

  private static final Pattern WORD = Pattern.compile("[(\\s]*+([A-Za-z]++)");

  private static final Pattern DOLLAR = Pattern.compile("\\$\\w*+\\$");

  private final String sql;
  private final StringBuilder bare = new StringBuilder();

  private SingleQuery(String sql) {
    this.sql = sql;
  }

  /** Refuses what is not one query that reads. */
  static void check(String sql) {
    String bare = new SingleQuery(sql).bare().strip();
    String one = bare.endsWith(";") ? bare.substring(0, bare.length() - 1) : bare;
    if (one.contains(";")) {
      throw new SqlQueryException(
          "expected one query, found " + one.split(";", -1).length + " statements");
    }
    Matcher word = WORD.matcher(one);
    if (!word.lookingAt() || !READING.contains(word.group(1).toLowerCase(Locale.ROOT))) {
      throw new SqlQueryException(
          "expected one query that reads (SELECT, WITH, EXPLAIN, SHOW), found something else");
    }
  }

  /** The statement without texts, names in quotes and comments: what may hold a semicolon. */
  private String bare() {
    int place = 0;
    while (place < sql.length()) {
      place = step(place);
    }
    return bare.toString();
  }

  private int step(int place) {
    char here = sql.charAt(place);
    if (here == '\'' || here == '"') {
      bare.append('x');
      return afterQuote(place + 1, here);
    }
    if (sql.startsWith("--", place)) {
      bare.append(' ');
      return after("\n", place);
    }
    if (sql.startsWith("/*", place)) {
      bare.append(' ');
      return afterComment(place + 2);
    }
    Matcher dollar = DOLLAR.matcher(sql).region(place, sql.length());
    if (here == '$' && dollar.lookingAt()) {
      bare.append('x');
      return after(dollar.group(), dollar.end());
    }
    bare.append(here);
    return place + 1;
  }

  /**
   * A quote that is doubled begins another text, which is as good. A backslash escapes in texts.
   */
  private int afterQuote(int from, char quote) {
    for (int place = from; place < sql.length(); place++) {
      if (sql.charAt(place) == '\\' && quote == '\'') {
        place++;
      } else if (sql.charAt(place) == quote) {
        return place + 1;
      }
    }
    return sql.length();
  }

  /** Comments hold comments. */
  private int afterComment(int from) {
    int open = 1;
    int place = from;
    while (place < sql.length() && open > 0) {
      if (sql.startsWith("/*", place)) {
        open++;
        place += 2;
      } else if (sql.startsWith("*/", place)) {
        open--;
        place += 2;
      } else {
        place++;
      }
    }
    return place;
  }

  private int after(String end, int from) {
    int found = sql.indexOf(end, from);
    return found < 0 ? sql.length() : found + end.length();
  }
}

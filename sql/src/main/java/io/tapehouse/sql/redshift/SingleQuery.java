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

  private static final Pattern WORD = Pattern.compile("[(\\s]*([A-Za-z]+)");

  /** Text in quotes, names in quotes, dollar quotes, comments: what may hold a semicolon. */
  private static final Pattern OPAQUE =
      Pattern.compile(
          "'(?:[^'\\\\]|\\\\.|'')*'|\"(?:[^\"]|\"\")*\"|(\\$\\w*\\$).*?\\1|--[^\\n]*|/\\*.*?\\*/",
          Pattern.DOTALL);

  private SingleQuery() {}

  /** Refuses what is not one query that reads. */
  static void check(String sql) {
    String bare =
        OPAQUE
            .matcher(sql)
            .replaceAll(found -> found.group().matches("(?s)(--|/\\*).*") ? " " : "x")
            .strip();
    String one = bare.endsWith(";") ? bare.substring(0, bare.length() - 1) : bare;
    if (one.contains(";")) {
      throw new SqlQueryException(
          "expected one query, found " + (one.split(";", -1).length) + " statements");
    }
    Matcher word = WORD.matcher(one);
    if (!word.lookingAt() || !READING.contains(word.group(1).toLowerCase(Locale.ROOT))) {
      throw new SqlQueryException(
          "expected one query that reads (SELECT, WITH, EXPLAIN, SHOW), found something else");
    }
  }
}

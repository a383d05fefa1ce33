package io.tapehouse.sql.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A piece of SQL: a place of a parameter, or what lies between two of them.
 *
 * @param text as it is written
 * @param isParameter whether it is a colon and a name
 */
record SqlPart(String text, boolean isParameter) {

  /** In turn: texts, names in quotes, comments, casts of PostgreSQL, and what is looked for. */
  private static final Pattern TOKEN =
      Pattern.compile(
          "'[^']*+'|\"[^\"]*+\"|--[^\n]*+|/\\*.*?\\*/|::|:(?<name>[A-Za-z_][A-Za-z0-9_]*+)",
          Pattern.DOTALL);

  /** All of a text, in order. */
  static List<SqlPart> of(String sql) {
    List<SqlPart> parts = new ArrayList<>();
    Matcher token = TOKEN.matcher(sql);
    int done = 0;
    while (token.find()) {
      if (token.group("name") != null) {
        parts.add(new SqlPart(sql.substring(done, token.start()), false));
        parts.add(new SqlPart(token.group(), true));
        done = token.end();
      }
    }
    parts.add(new SqlPart(sql.substring(done), false));
    return parts;
  }

  /** The name of the parameter; empty for what lies between. */
  Optional<String> parameter() {
    return isParameter ? Optional.of(text.substring(1)) : Optional.empty();
  }
}

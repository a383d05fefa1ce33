package io.tapehouse.sql.dialect;

import java.util.TreeMap;

/** Replacements of parts of a statement; what no edit touches stays as it is. For one thread. */
public final class SqlEdits {

  private record Edit(int end, String text) {}

  private final String sql;
  private final TreeMap<Integer, Edit> edits = new TreeMap<>();

  /** No edits yet. */
  public SqlEdits(String sql) {
    this.sql = sql;
  }

  /**
   * Puts {@code text} in the place of the characters from {@code start} to before {@code end}.
   *
   * @throws IllegalArgumentException when another edit touches them
   */
  public SqlEdits replace(int start, int end, String text) {
    var before = edits.floorEntry(start);
    var after = edits.ceilingKey(start);
    if (before != null && (before.getValue().end() > start || before.getKey() == start)
        || after != null && after < end) {
      throw new IllegalArgumentException("two edits of the same part, at " + start);
    }
    edits.put(start, new Edit(end, text));
    return this;
  }

  /** Replaces a token. */
  public SqlEdits replace(SqlToken token, String text) {
    return replace(token.start(), token.end(), text);
  }

  /** The statement with all edits. */
  public String apply() {
    if (edits.isEmpty()) {
      return sql;
    }
    StringBuilder result = new StringBuilder(sql.length() + 64);
    int at = 0;
    for (var edit : edits.entrySet()) {
      result.append(sql, at, edit.getKey()).append(edit.getValue().text());
      at = edit.getValue().end();
    }
    return result.append(sql, at, sql.length()).toString();
  }
}

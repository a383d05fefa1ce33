package io.tapehouse.sql.dialect;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Replacements of parts of a statement; what no edit touches stays as it is. Several insertions at
 * one place stand in the order in which they were made, before what replaces the text there. For
 * one thread.
 */
public final class SqlEdits {

  private record Edit(int start, int end, String text) {

    boolean inserts() {
      return start == end;
    }
  }

  private static final Comparator<Edit> ORDER =
      Comparator.comparingInt(Edit::start).thenComparing(edit -> !edit.inserts());

  private final String sql;
  private final List<Edit> edits = new ArrayList<>();

  /** No edits yet. */
  public SqlEdits(String sql) {
    this.sql = sql;
  }

  /**
   * Puts {@code text} in the place of the characters from {@code start} to before {@code end}.
   *
   * @throws IllegalArgumentException when {@code end} is before {@code start}
   */
  public SqlEdits replace(int start, int end, String text) {
    if (start < 0 || end < start || end > sql.length()) {
      throw new IllegalArgumentException(
          "expected a part of %d characters, found %d to %d".formatted(sql.length(), start, end));
    }
    edits.add(new Edit(start, end, text));
    return this;
  }

  /** Replaces a token. */
  public SqlEdits replace(SqlToken token, String text) {
    return replace(token.start(), token.end(), text);
  }

  /**
   * Puts {@code text} before the character at {@code position}, after what was put there before.
   */
  public SqlEdits insert(int position, String text) {
    return replace(position, position, text);
  }

  /**
   * The statement with all edits.
   *
   * @throws IllegalArgumentException when two edits replace the same character
   */
  public String apply() {
    return rewritten().sql();
  }

  /** The same, with the places from which its parts came. */
  public RewrittenSql rewritten() {
    if (edits.isEmpty()) {
      return RewrittenSql.unchanged(sql);
    }
    // A stable sort: insertions at one place keep their order.
    List<Edit> sorted = new ArrayList<>(edits);
    sorted.sort(ORDER);
    StringBuilder result = new StringBuilder(sql.length() + 64);
    List<RewrittenSql.Kept> kept = new ArrayList<>(sorted.size() + 1);
    int at = 0;
    for (Edit edit : sorted) {
      if (edit.start() < at) {
        throw new IllegalArgumentException("two edits of the same part, at " + edit.start());
      }
      keep(kept, at, edit.start(), result);
      result.append(edit.text());
      at = edit.end();
    }
    keep(kept, at, sql.length(), result);
    return new RewrittenSql(result.toString(), kept);
  }

  private void keep(List<RewrittenSql.Kept> kept, int from, int to, StringBuilder result) {
    kept.add(new RewrittenSql.Kept(from, result.length(), to - from));
    result.append(sql, from, to);
  }
}

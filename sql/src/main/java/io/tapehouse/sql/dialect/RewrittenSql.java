package io.tapehouse.sql.dialect;

import java.util.List;

/**
 * A statement after its edits, and where each of its characters came from. Immutable.
 *
 * @param sql the statement as the engine is given it
 * @param parts what of it stood in the original, in order
 */
public record RewrittenSql(String sql, List<Kept> parts) {

  /** Copies the parts. */
  public RewrittenSql {
    parts = List.copyOf(parts);
  }

  /**
   * Text that no edit touched.
   *
   * @param original where it began
   * @param rewritten where it begins now
   * @param length of it
   */
  public record Kept(int original, int rewritten, int length) {}

  /** A statement as it was. */
  public static RewrittenSql unchanged(String sql) {
    return new RewrittenSql(sql, List.of(new Kept(0, 0, sql.length())));
  }

  /**
   * Where a position of {@link #sql} was in the original, for the position of an error.
   *
   * @param position in characters from 0; beyond the end is taken for the end
   * @return the character itself where it was kept; else the place that was replaced
   */
  public int originalPosition(int position) {
    int found = 0;
    for (Kept part : parts) {
      if (part.rewritten() > position) {
        break;
      }
      found = part.original() + Math.min(position - part.rewritten(), part.length());
    }
    return found;
  }
}

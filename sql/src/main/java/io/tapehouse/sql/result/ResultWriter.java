package io.tapehouse.sql.result;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes the rows of one query: {@link #beginning} once, {@link #begin} once, {@link #row} for each,
 * {@link #end} once. For one thread.
 */
public interface ResultWriter {

  /**
   * Called before the query begins, with what ends it early. That may be called from any thread, at
   * any time, more than once; the query then fails.
   */
  default void beginning(Runnable cancel) {}

  /** The names of the columns, in order. A name may occur twice. */
  void begin(List<String> columns) throws IOException;

  /**
   * A row. Values are null, {@link String}, {@link Boolean}, {@link Number} ({@link
   * java.math.BigDecimal} for decimals), {@link java.time.LocalDate}, {@link
   * java.time.LocalDateTime}, {@link java.time.LocalTime}, {@link java.time.OffsetDateTime}, or
   * anything else whose {@code toString} is its text.
   */
  void row(@Nullable Object[] values) throws IOException;

  /** No more rows. */
  void end() throws IOException;
}

package io.tapehouse.gateway.session;

import io.tapehouse.gateway.engine.RowSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A statement that is bound to values, and its rows as far as they were not fetched. */
final class Portal implements AutoCloseable {

  private final Command command;
  private final List<@Nullable Object> values;
  private final int[] formats;
  private @Nullable RowSource rows;
  private boolean complete;

  /**
   * @param formats as they were asked for: none, one for all, or one each
   */
  Portal(Command command, List<@Nullable Object> values, int[] formats) {
    this.command = command;
    this.values = values;
    this.formats = formats;
  }

  Command command() {
    return command;
  }

  List<@Nullable Object> values() {
    return values;
  }

  /** The formats of so many columns. */
  int[] formats(int columns) {
    int[] all = new int[columns];
    for (int i = 0; i < columns; i++) {
      all[i] = formats.length == 0 ? 0 : formats.length == 1 ? formats[0] : formats[i];
    }
    return all;
  }

  int formatCount() {
    return formats.length;
  }

  /** The rows, if it runs. */
  @Nullable RowSource rows() {
    return rows;
  }

  void rows(RowSource running) {
    rows = running;
  }

  boolean isComplete() {
    return complete;
  }

  void complete() {
    complete = true;
    close();
  }

  @Override
  public void close() {
    if (rows != null) {
      rows.close();
      rows = null;
    }
  }
}

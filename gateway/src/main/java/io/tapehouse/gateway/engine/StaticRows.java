package io.tapehouse.gateway.engine;

import io.tapehouse.gateway.encoding.ResultColumn;
import io.tapehouse.gateway.encoding.RowEncoder;
import java.io.IOException;
import java.time.ZoneId;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows of texts that the gateway itself makes. */
public final class StaticRows implements RowSource {

  private final List<ResultColumn> columns;
  private final Iterator<@Nullable Object[]> rows;

  /**
   * @param columns of text
   * @param rows a text or null for each column
   */
  public StaticRows(List<ResultColumn> columns, List<@Nullable Object[]> rows) {
    this.columns = columns;
    this.rows = rows.iterator();
  }

  /** One row with one column. */
  public static StaticRows one(String column, String value) {
    return new StaticRows(
        List.of(ResultColumn.text(column)), List.<@Nullable Object[]>of(new Object[] {value}));
  }

  @Override
  public List<ResultColumn> columns() {
    return columns;
  }

  @Override
  public long send(int[] formats, ZoneId zone, RowSink sink, long most) throws IOException {
    RowEncoder encoder =
        RowEncoder.of(columns, Collections.nCopies(columns.size(), "VARCHAR"), formats, zone);
    long sent = 0;
    while (sent < most && rows.hasNext()) {
      encoder.row(rows.next(), sink.buffer());
      sink.rowWritten();
      sent++;
    }
    return sent;
  }

  @Override
  public void close() {}
}

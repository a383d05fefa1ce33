package io.tapehouse.gateway.session;

import io.tapehouse.gateway.encoding.ResultColumn;
import io.tapehouse.gateway.engine.RowSink;
import io.tapehouse.gateway.engine.RowSource;
import io.tapehouse.gateway.engine.SqlError;
import java.io.IOException;
import java.time.ZoneId;
import java.util.List;

/** Rows up to a limit, however many pieces they are fetched in. For one thread. */
final class LimitedRows implements RowSource {

  private final RowSource rows;
  private final long limit;
  private long sent;

  LimitedRows(RowSource rows, long limit) {
    this.rows = rows;
    this.limit = limit;
  }

  @Override
  public List<ResultColumn> columns() {
    return rows.columns();
  }

  @Override
  public long send(int[] formats, ZoneId zone, RowSink sink, long most)
      throws SqlError, IOException {
    long left = limit - sent;
    long now = rows.send(formats, zone, sink, most > left ? left + 1 : most);
    sent += now;
    if (sent > limit) {
      close();
      throw SqlError.of(
          "54000",
          "a result may have %d rows (gateway.max-rows), this one has more".formatted(limit));
    }
    return now;
  }

  @Override
  public void close() {
    rows.close();
  }
}

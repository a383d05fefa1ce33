package io.tapehouse.orchestrator.operations;

import io.tapehouse.orchestrator.control.AnswerOutput;
import io.tapehouse.sql.Warehouse;
import io.tapehouse.sql.query.BoundQuery;
import io.tapehouse.sql.result.ResultFormat;
import io.tapehouse.sql.result.ResultWriter;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Queries of a warehouse that is open.
 *
 * @param warehouse stays open
 */
public record WarehouseQueries(Warehouse warehouse) implements Queries {

  @Override
  public void sql(BoundQuery query, ResultFormat format, AnswerOutput out) throws IOException {
    Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    warehouse.query(query, new StoppableRows(format.to(writer), out));
    writer.flush();
  }

  /** Cancels the query when its rows are no longer wanted. */
  private record StoppableRows(ResultWriter rows, AnswerOutput out) implements ResultWriter {

    @Override
    public void beginning(Runnable cancel) {
      out.onBroken(cancel);
    }

    @Override
    public void begin(List<String> columns) throws IOException {
      rows.begin(columns);
    }

    @Override
    public void row(@Nullable Object[] values) throws IOException {
      rows.row(values);
    }

    @Override
    public void end() throws IOException {
      rows.end();
    }
  }
}

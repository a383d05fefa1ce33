package io.tapehouse.orchestrator.control;

import io.tapehouse.sql.result.ResultWriter;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Ends the query when its rows are no longer wanted. */
final class StoppableResults implements ResultWriter {

  private final ResultWriter results;
  private final AnswerStream stream;

  StoppableResults(ResultWriter results, AnswerStream stream) {
    this.results = results;
    this.stream = stream;
  }

  @Override
  public void beginning(Runnable cancel) {
    stream.onBroken(cancel);
  }

  @Override
  public void begin(List<String> columns) throws IOException {
    results.begin(columns);
  }

  @Override
  public void row(@Nullable Object[] values) throws IOException {
    results.row(values);
  }

  @Override
  public void end() throws IOException {
    results.end();
  }
}

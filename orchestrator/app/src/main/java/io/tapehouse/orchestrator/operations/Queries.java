package io.tapehouse.orchestrator.operations;

import io.tapehouse.orchestrator.control.AnswerOutput;
import io.tapehouse.sql.WarehouseInUseException;
import io.tapehouse.sql.query.BoundQuery;
import io.tapehouse.sql.result.ResultFormat;
import java.io.IOException;
import java.nio.file.NoSuchFileException;

/**
 * Queries of the warehouse: the part of {@link Operations} that needs no run store. The answer is
 * the same bytes from an owner and from a process that opens the warehouse itself. Safe for use by
 * many threads.
 */
@FunctionalInterface
public interface Queries {

  /**
   * Asks the warehouse and writes the rows as they come, with memory that does not grow with them.
   * The query ends early when {@code out} breaks.
   *
   * @param query SQL that reads, with values for its parameters
   * @param format how the rows are written
   * @throws io.tapehouse.sql.WarehouseException when the engine refuses the query, perhaps after
   *     some rows
   * @throws NoSuchFileException when nothing was ever loaded
   * @throws WarehouseInUseException when another process has the warehouse
   */
  void sql(BoundQuery query, ResultFormat format, AnswerOutput out) throws IOException;
}

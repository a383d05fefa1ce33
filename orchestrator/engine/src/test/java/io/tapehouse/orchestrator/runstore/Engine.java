package io.tapehouse.orchestrator.runstore;

import io.tapehouse.orchestrator.runstore.jdbc.JdbcRunStore;

/** An engine under test, with one empty store. */
public interface Engine extends AutoCloseable {

  /** Opens the store; twice at once where it is clustered. */
  JdbcRunStore open();

  @Override
  void close();
}

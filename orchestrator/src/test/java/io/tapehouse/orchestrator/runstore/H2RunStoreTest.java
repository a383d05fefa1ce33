package io.tapehouse.orchestrator.runstore;

import org.junit.jupiter.api.Nested;

/** The contract on H2. */
class H2RunStoreTest {

  @Nested
  class Runs extends RunsContract {
    Runs() {
      super(new H2Engine());
    }
  }
}

package io.tapehouse.orchestrator.execute;

import io.tapehouse.orchestrator.runstore.PostgresEngine;

/** On PostgreSQL. */
class PostgresNodeTriggerRulesTest extends TriggerRulesContract {

  PostgresNodeTriggerRulesTest() {
    super(new PostgresEngine());
  }
}

package io.tapehouse.orchestrator.cluster;

import io.tapehouse.orchestrator.runstore.PostgresEngine;

/** On PostgreSQL. */
class PostgresRaceTest extends RaceContract {

  PostgresRaceTest() {
    super(new PostgresEngine());
  }
}

/** Backfills and the steps that they take. */
@NullMarked
package io.tapehouse.orchestrator.runstore.jdbc.backfills;

import org.jspecify.annotations.NullMarked;

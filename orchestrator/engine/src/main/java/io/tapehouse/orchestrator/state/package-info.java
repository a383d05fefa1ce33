/** The states of tasks, runs and backfills, and which may follow which. */
@NullMarked
package io.tapehouse.orchestrator.state;

import org.jspecify.annotations.NullMarked;

/** Runs and their tasks: recorded, begun, changed by hand, looked at. */
@NullMarked
package io.tapehouse.orchestrator.runstore.jdbc.runs;

import org.jspecify.annotations.NullMarked;

/** Measurements of the orchestrator, run by hand. */
@NullMarked
package io.tapehouse.orchestrator.benchmark;

import org.jspecify.annotations.NullMarked;

/**
 * The run store: what was to be run, what runs, what ran. Everything the orchestrator remembers.
 */
@NullMarked
package io.tapehouse.orchestrator.runstore;

import org.jspecify.annotations.NullMarked;

/** The tables of a run store, as numbered migrations. */
@NullMarked
package io.tapehouse.orchestrator.runstore.jdbc.schema;

import org.jspecify.annotations.NullMarked;

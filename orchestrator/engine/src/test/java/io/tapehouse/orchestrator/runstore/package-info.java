/** The run store's contract, held against every engine. */
@NullMarked
package io.tapehouse.orchestrator.runstore;

import org.jspecify.annotations.NullMarked;

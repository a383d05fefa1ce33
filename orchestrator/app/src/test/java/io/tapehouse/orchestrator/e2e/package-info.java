/** Whole runs, from a source to SQL, as a user sees them. */
@NullMarked
package io.tapehouse.orchestrator.e2e;

import org.jspecify.annotations.NullMarked;

/** Whole runs, from a source to SQL, as a user sees them. */
@NullMarked
package io.tapehouse.orchestrator.config;

import org.jspecify.annotations.NullMarked;

/** What is removed when it is old, and to whom a store belongs. */
@NullMarked
package io.tapehouse.orchestrator.runstore.jdbc.housekeeping;

import org.jspecify.annotations.NullMarked;

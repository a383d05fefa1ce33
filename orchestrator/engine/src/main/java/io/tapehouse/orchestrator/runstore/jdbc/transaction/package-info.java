/** Transactions in which a run store reads and changes rows, through jdbi; the dialects of SQL. */
@NullMarked
package io.tapehouse.orchestrator.runstore.jdbc.transaction;

import org.jspecify.annotations.NullMarked;

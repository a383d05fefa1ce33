/** Queries that ship with the program, by name, and queries with values for their parameters. */
@NullMarked
package io.tapehouse.sql.query;

import org.jspecify.annotations.NullMarked;

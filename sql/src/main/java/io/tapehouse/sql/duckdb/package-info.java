/** The warehouse in one DuckDB file. */
@NullMarked
package io.tapehouse.sql.duckdb;

import org.jspecify.annotations.NullMarked;

/** The SQL that users write, as DuckDB takes it. */
@NullMarked
package io.tapehouse.sql.dialect;

import org.jspecify.annotations.NullMarked;

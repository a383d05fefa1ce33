/** The thin layer over JDBC that migrations and the loader share. */
@NullMarked
package io.tapehouse.sql.jdbc;

import org.jspecify.annotations.NullMarked;

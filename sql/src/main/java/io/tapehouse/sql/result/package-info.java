/** Writing the rows of a query as a table, CSV or JSON. */
@NullMarked
package io.tapehouse.sql.result;

import org.jspecify.annotations.NullMarked;

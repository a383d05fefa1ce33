/** Numbered, append-only changes of the schema. */
@NullMarked
package io.tapehouse.sql.migration;

import org.jspecify.annotations.NullMarked;

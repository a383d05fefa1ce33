/** The warehouse as its callers see it. */
@NullMarked
package io.tapehouse.sql;

import org.jspecify.annotations.NullMarked;

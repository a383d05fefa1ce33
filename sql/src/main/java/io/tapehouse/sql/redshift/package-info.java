/** The warehouse in Amazon Redshift. */
@NullMarked
package io.tapehouse.sql.redshift;

import org.jspecify.annotations.NullMarked;

/**
 * The catalogue that clients read: PostgreSQL's and Redshift's system tables in a small database of
 * its own, filled from the dictionary and from what the warehouse has.
 */
@NullMarked
package io.tapehouse.gateway.catalog;

import org.jspecify.annotations.NullMarked;

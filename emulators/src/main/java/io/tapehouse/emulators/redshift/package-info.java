/**
 * What stands in for Redshift in tests: PostgreSQL behind a proxy that speaks its wire protocol.
 * See {@link io.tapehouse.emulators.redshift.RedshiftStandIn}.
 */
@NullMarked
package io.tapehouse.emulators.redshift;

import org.jspecify.annotations.NullMarked;

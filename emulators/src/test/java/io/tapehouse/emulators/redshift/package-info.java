/** The stand-in for Redshift, seen through Redshift's own driver. */
@NullMarked
package io.tapehouse.emulators.redshift;

import org.jspecify.annotations.NullMarked;

/** Spark as a cluster on this machine: what EMR runs, without EMR. */
@NullMarked
package io.tapehouse.emulators.spark;

import org.jspecify.annotations.NullMarked;

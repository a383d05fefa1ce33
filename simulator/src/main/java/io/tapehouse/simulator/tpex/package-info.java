/** The simulated files of the Taipei Exchange. */
@NullMarked
package io.tapehouse.simulator.tpex;

import org.jspecify.annotations.NullMarked;

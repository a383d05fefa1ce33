/** The simulated files of the Taiwan Futures Exchange. */
@NullMarked
package io.tapehouse.simulator.taifex;

import org.jspecify.annotations.NullMarked;

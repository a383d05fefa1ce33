/** The simulated files of the Taiwan Stock Exchange. */
@NullMarked
package io.tapehouse.simulator.twse;

import org.jspecify.annotations.NullMarked;

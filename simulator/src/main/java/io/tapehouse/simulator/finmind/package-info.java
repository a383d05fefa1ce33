/** The simulated replies of FinMind. */
@NullMarked
package io.tapehouse.simulator.finmind;

import org.jspecify.annotations.NullMarked;

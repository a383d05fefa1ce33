/** Who the simulated securities and companies are. */
@NullMarked
package io.tapehouse.simulator.reference;

import org.jspecify.annotations.NullMarked;

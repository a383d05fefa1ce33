/** What the simulated market does: which days are open, and where prices stand. */
@NullMarked
package io.tapehouse.simulator.market;

import org.jspecify.annotations.NullMarked;

/** What every simulated publication shares: tables, and the ways to ask for one. */
@NullMarked
package io.tapehouse.simulator.document;

import org.jspecify.annotations.NullMarked;

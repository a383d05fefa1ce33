/** CCASS as HKEX shows it: participants, their shareholdings of each day, and the search pages. */
@NullMarked
package io.tapehouse.simulator.hkex;

import org.jspecify.annotations.NullMarked;

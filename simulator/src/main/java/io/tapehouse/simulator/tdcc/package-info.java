/** The open data of the Taiwan Depository and Clearing Corporation. */
@NullMarked
package io.tapehouse.simulator.tdcc;

import org.jspecify.annotations.NullMarked;

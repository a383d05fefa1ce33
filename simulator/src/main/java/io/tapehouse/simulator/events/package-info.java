/** Lists of corporate actions, as TWSE and TPEx publish them. */
@NullMarked
package io.tapehouse.simulator.events;

import org.jspecify.annotations.NullMarked;

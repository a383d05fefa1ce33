/** Decides which runs there are to be, and begins them as the caps allow. */
@NullMarked
package io.tapehouse.orchestrator.plan;

import org.jspecify.annotations.NullMarked;

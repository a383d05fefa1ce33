/** Which runs there are to be, with real stores and real nodes. */
@NullMarked
package io.tapehouse.orchestrator.plan;

import org.jspecify.annotations.NullMarked;

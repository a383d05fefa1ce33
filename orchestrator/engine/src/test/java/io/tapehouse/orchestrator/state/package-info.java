/** Which states may follow which. */
@NullMarked
package io.tapehouse.orchestrator.state;

import org.jspecify.annotations.NullMarked;

/** Nodes at work on real stores. */
@NullMarked
package io.tapehouse.orchestrator.execute;

import org.jspecify.annotations.NullMarked;

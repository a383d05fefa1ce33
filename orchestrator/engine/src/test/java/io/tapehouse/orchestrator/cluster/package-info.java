/** Many nodes, some of which die. */
@NullMarked
package io.tapehouse.orchestrator.cluster;

import org.jspecify.annotations.NullMarked;

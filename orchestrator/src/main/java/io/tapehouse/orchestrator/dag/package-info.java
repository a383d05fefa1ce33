/** What is to be done: DAGs, their tasks and the rules between them. Knows nothing of runs. */
@NullMarked
package io.tapehouse.orchestrator.dag;

import org.jspecify.annotations.NullMarked;

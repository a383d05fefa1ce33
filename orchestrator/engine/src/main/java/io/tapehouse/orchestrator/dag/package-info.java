/** What is to be done: DAGs, their schedules, their tasks and the rules between them. */
@NullMarked
package io.tapehouse.orchestrator.dag;

import org.jspecify.annotations.NullMarked;

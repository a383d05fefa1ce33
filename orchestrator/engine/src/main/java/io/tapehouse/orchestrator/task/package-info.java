/** What a task's code is given and what it answers. */
@NullMarked
package io.tapehouse.orchestrator.task;

import org.jspecify.annotations.NullMarked;

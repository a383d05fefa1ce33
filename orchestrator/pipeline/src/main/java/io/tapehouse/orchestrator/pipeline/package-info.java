/** The way of a dataset as tasks: fetch, transform, load; and the DAGs that are made of them. */
@NullMarked
package io.tapehouse.orchestrator.pipeline;

import org.jspecify.annotations.NullMarked;

/** Does the work: claims tasks, runs their code, keeps their leases, records how they ended. */
@NullMarked
package io.tapehouse.orchestrator.execute;

import org.jspecify.annotations.NullMarked;

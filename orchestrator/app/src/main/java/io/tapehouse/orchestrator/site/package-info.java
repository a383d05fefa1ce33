/** What differs between deployments: where bytes lie, where Spark runs, what the warehouse is. */
@NullMarked
package io.tapehouse.orchestrator.site;

import org.jspecify.annotations.NullMarked;

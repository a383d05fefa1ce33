/** What is remembered beside runs: DAGs, pools, hosts. */
@NullMarked
package io.tapehouse.orchestrator.runstore.jdbc.registry;

import org.jspecify.annotations.NullMarked;

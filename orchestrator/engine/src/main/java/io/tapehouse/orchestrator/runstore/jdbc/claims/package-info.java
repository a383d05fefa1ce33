/** Tasks that may begin: claimed, kept by heartbeats, ended, taken over. */
@NullMarked
package io.tapehouse.orchestrator.runstore.jdbc.claims;

import org.jspecify.annotations.NullMarked;

/** The container image of the orchestrator, made without Docker. */
@NullMarked
package io.tapehouse.infra.image;

import org.jspecify.annotations.NullMarked;

/**
 * The engine behind the gateway: prepared queries, their rows, its errors as PostgreSQL has them.
 */
@NullMarked
package io.tapehouse.gateway.engine;

import org.jspecify.annotations.NullMarked;

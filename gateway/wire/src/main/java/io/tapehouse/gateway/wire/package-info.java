/**
 * The messages of PostgreSQL's protocol, version 3: what stands in them, and how long they may be.
 */
@NullMarked
package io.tapehouse.gateway.wire;

import org.jspecify.annotations.NullMarked;

/** The exchange simulator: a server on 127.0.0.1 that speaks as the publishers do. */
@NullMarked
package io.tapehouse.simulator;

import org.jspecify.annotations.NullMarked;

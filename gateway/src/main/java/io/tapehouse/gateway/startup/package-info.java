/** The first messages of a connection: TLS, who it is, what it speaks. */
@NullMarked
package io.tapehouse.gateway.startup;

import org.jspecify.annotations.NullMarked;

/** A server that speaks PostgreSQL's protocol over the embedded warehouse. */
@NullMarked
package io.tapehouse.gateway;

import org.jspecify.annotations.NullMarked;

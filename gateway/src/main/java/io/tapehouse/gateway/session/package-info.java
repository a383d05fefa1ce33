/** A client's session after its start: simple and extended query, cursors, COPY, settings. */
@NullMarked
package io.tapehouse.gateway.session;

import org.jspecify.annotations.NullMarked;

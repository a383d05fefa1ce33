/** Values on the wire: types by PostgreSQL's numbers, in text and in binary, both ways. */
@NullMarked
package io.tapehouse.gateway.encoding;

import org.jspecify.annotations.NullMarked;

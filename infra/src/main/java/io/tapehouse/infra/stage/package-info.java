/** What differs from stage to stage, read from a file and checked. */
@NullMarked
package io.tapehouse.infra.stage;

import org.jspecify.annotations.NullMarked;

/** What it costs, as counts times prices. */
@NullMarked
package io.tapehouse.infra.cost;

import org.jspecify.annotations.NullMarked;

/** The arrows between modules and packages. */
@NullMarked
package io.tapehouse.orchestrator.architecture;

import org.jspecify.annotations.NullMarked;

@NullMarked
package io.tapehouse.orchestrator;

import org.jspecify.annotations.NullMarked;

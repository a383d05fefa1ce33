@NullMarked
package io.tapehouse.orchestrator.source;

import org.jspecify.annotations.NullMarked;

@NullMarked
package io.tapehouse.orchestrator.cli;

import org.jspecify.annotations.NullMarked;

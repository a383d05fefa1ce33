@NullMarked
package io.tapehouse.orchestrator.spark;

import org.jspecify.annotations.NullMarked;

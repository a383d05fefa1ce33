@NullMarked
package io.tapehouse.orchestrator.home;

import org.jspecify.annotations.NullMarked;

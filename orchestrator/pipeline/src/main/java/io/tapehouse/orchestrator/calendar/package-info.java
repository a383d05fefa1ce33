@NullMarked
package io.tapehouse.orchestrator.calendar;

import org.jspecify.annotations.NullMarked;

@NullMarked
package io.tapehouse.orchestrator.run;

import org.jspecify.annotations.NullMarked;

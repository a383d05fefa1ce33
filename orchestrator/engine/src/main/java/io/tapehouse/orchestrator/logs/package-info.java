/** Logs of attempts: a file each, readable while the attempt is at work and after it died. */
@NullMarked
package io.tapehouse.orchestrator.logs;

import org.jspecify.annotations.NullMarked;

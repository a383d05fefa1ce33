/** How this program talks to AWS: one place that makes clients. */
@NullMarked
package io.tapehouse.orchestrator.aws;

import org.jspecify.annotations.NullMarked;

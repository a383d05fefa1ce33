/** What is open while somebody owns a home, put together from the configuration. */
@NullMarked
package io.tapehouse.orchestrator.service;

import org.jspecify.annotations.NullMarked;

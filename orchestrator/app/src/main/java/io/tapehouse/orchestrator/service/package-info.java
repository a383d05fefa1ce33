/** What is open while this process owns a home, put together from the configuration. */
@NullMarked
package io.tapehouse.orchestrator.service;

import org.jspecify.annotations.NullMarked;

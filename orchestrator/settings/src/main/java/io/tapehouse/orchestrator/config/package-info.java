/**
 * The settings of an installation: one YAML file and the environment, read into records.
 *
 * <p>The records ({@link io.tapehouse.orchestrator.config.Configuration} and its sections) are the
 * only place that knows the keys: {@link io.tapehouse.orchestrator.config.Setting} on a component
 * has its default, bounds and meaning, and the key is the component's name in kebab case.
 */
@NullMarked
package io.tapehouse.orchestrator.config;

import org.jspecify.annotations.NullMarked;

package io.tapehouse.orchestrator.config;

/**
 * A value that holds, with where it came from.
 *
 * @param key its full name
 * @param value a number, a boolean, a text or a list of these, as the file has them; a secret's
 *     reference
 * @param origin where it came from
 * @param differs whether it is another than the default
 */
public record EffectiveValue(String key, Object value, Origin origin, boolean differs) {}

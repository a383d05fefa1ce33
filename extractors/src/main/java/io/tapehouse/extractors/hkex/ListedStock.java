package io.tapehouse.extractors.hkex;

import java.io.Serializable;

/**
 * A stock that CCASS holds. Immutable.
 *
 * @param code five digits, as text
 * @param name in the list's language
 */
public record ListedStock(String code, String name) implements Serializable {}

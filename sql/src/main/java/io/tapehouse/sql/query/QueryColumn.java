package io.tapehouse.sql.query;

/**
 * A column of a query's answer.
 *
 * @param name as the answer calls it
 * @param meaning with unit and denominator
 */
public record QueryColumn(String name, String meaning) {}

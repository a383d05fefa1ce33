package io.tapehouse.sql.load;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A column of a fact that refers to a dimension by the dimension's number. In the staged rows it is
 * a number that holds for the batch alone (a column {@code no} of {@link #numbers}): integers make
 * the checks fast, and a refused load leaves nothing in the dimensions.
 *
 * @param column the column of the fact
 * @param numbers staged table that gives the numbers: {@code no}, {@code name} and the names of
 *     {@link #resolvedBy}
 * @param resolvedBy columns that the lake's table and {@link #numbers} share
 */
record Surrogate(String column, String numbers, List<String> resolvedBy) {

  /** Table of {@code no} and {@code id}: what a number of {@link #numbers} is in the warehouse. */
  String ids() {
    return numbers + "_id";
  }

  /** A JOIN of {@link #numbers} to rows {@code p} of the lake. */
  String joinedToLake() {
    return resolvedBy.stream()
        .map(name -> "%1$s.%2$s = p.%2$s".formatted(numbers, name))
        .collect(Collectors.joining(" AND ", "\nJOIN " + numbers + " ON ", ""));
  }

  /** A JOIN of {@link #numbers} to staged rows {@code s}. */
  String joinedToStaged() {
    return "\nJOIN %1$s ON %1$s.no = s.%2$s".formatted(numbers, column);
  }

  /** A JOIN of {@link #ids} to staged rows {@code s}. */
  String resolved() {
    return "\nJOIN %1$s ON %1$s.no = s.%2$s".formatted(ids(), column);
  }
}

package io.tapehouse.dictionary;

import java.util.Map;

/**
 * A table of the same file whose rows the block's own are the sums of.
 *
 * @param name of the check
 * @param table the table of the warehouse that the summed rows fill
 * @param columns the block's columns, each with the one of that table that adds up to it
 */
public record SumOf(String name, String table, Map<String, String> columns) {

  /** Keeps the columns from changing. */
  public SumOf {
    columns = Map.copyOf(columns);
  }
}

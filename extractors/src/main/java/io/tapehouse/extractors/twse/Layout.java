package io.tapehouse.extractors.twse;

import java.util.List;
import java.util.function.UnaryOperator;

/**
 * What a dataset's table must look like.
 *
 * @param period how much time a file covers
 * @param required the columns that it must have
 * @param naming the name by which we know a published header
 */
record Layout(Period period, List<String> required, UnaryOperator<String> naming) {

  Layout(Period period, List<String> required) {
    this(period, required, name -> name);
  }

  List<String> names(List<String> headers) {
    return headers.stream().map(header -> naming.apply(header.strip())).toList();
  }
}

package io.tapehouse.extractors.twse;

import java.util.List;
import java.util.function.UnaryOperator;

/**
 * What a dataset's table must look like.
 *
 * @param period how much time a file covers
 * @param required the columns that it must have
 * @param naming the name by which we know a published header
 * @param cells what may stand in a cell of its CSV
 */
record Layout(Period period, List<String> required, UnaryOperator<String> naming, Cells cells) {

  /** What stands in the cells of a CSV, and so how far a row may reach. */
  enum Cells {
    /** Figures and names: a line is a row. */
    FIGURES,
    /** Sentences, which may have line ends in them where the cell stands in quotes. */
    SENTENCES
  }

  Layout(Period period, List<String> required) {
    this(period, required, name -> name, Cells.FIGURES);
  }

  List<String> names(List<String> headers) {
    return headers.stream().map(header -> naming.apply(header.strip())).toList();
  }
}

/**
 * Reads the files of declared datasets: what their columns are and what their cells hold is in the
 * dictionary ({@link io.tapehouse.dictionary.Declaration}).
 */
@NullMarked
package io.tapehouse.extractors.tabular;

import org.jspecify.annotations.NullMarked;

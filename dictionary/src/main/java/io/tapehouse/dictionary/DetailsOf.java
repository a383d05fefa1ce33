package io.tapehouse.dictionary;

import io.tapehouse.dictionary.Declaration.RowFilter;
import org.jspecify.annotations.Nullable;

/**
 * The list of events whose rows refer to the pages of a dataset: a page an event. A file of the
 * dataset has the pages that were fetched for a list, and is filed under the list's date.
 *
 * @param list id of the list's dataset
 * @param header the column of the list that refers to the page: {@code 2330,20240304}
 * @param rows which events need their page; null: all
 */
public record DetailsOf(String list, String header, @Nullable RowFilter rows) {}

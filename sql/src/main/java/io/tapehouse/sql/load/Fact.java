package io.tapehouse.sql.load;

import io.tapehouse.dictionary.Dictionary;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * How a table of facts is made from the one of the lake that the dictionary names. A load owns its
 * rows: loading the partition again replaces them.
 *
 * @param table the table of the warehouse
 * @param surrogates its columns that refer to dimensions by number
 * @param extra staged columns that only checks read
 */
record Fact(String table, List<Surrogate> surrogates, List<String> extra) {

  static final Fact CONTRACT_BARS =
      new Fact(
          "derivative_detail_history", List.of(StagedContracts.CONTRACT), List.of("product_no"));

  static final Fact SPREAD_BARS =
      new Fact("derivative_spread_history", List.of(StagedContracts.SPREAD), List.of("product_no"));

  static final Fact LABELS =
      new Fact("contract_label", List.of(StagedContracts.CONTRACT), List.of());

  static final Fact INDEX_BARS =
      new Fact(
          "index_history",
          List.of(new Surrogate("index_id", "stage_index", List.of("name"))),
          List.of("prints"));

  static final Fact INDEX_DAYS =
      new Fact(
          "index_daily",
          List.of(new Surrogate("index_id", "stage_index", List.of("name"))),
          List.of());

  /** A fact with the lake's own words for everything. */
  static Fact plain(String table) {
    return new Fact(table, List.of(), List.of());
  }

  /** The table of the lake that its rows come from. */
  String lakeTable(Dictionary dictionary) {
    return dictionary.lakeTableOf(table);
  }

  /** Name of the staged rows. */
  String staged() {
    return "stage_" + table;
  }

  /** The same with the table that they are for. */
  StagedRows rows() {
    return new StagedRows(table, staged());
  }

  /** The surrogate in a column, if there is one. */
  Optional<Surrogate> surrogate(String column) {
    return surrogates.stream().filter(one -> one.column().equals(column)).findFirst();
  }

  /** JOINs of the numbers of all surrogates to staged rows {@code s}. */
  String numbered() {
    return surrogates.stream().map(Surrogate::joinedToStaged).collect(Collectors.joining());
  }
}

package io.tapehouse.sql.load;

import java.util.List;

/**
 * How a table of facts is made from one of the lake. In the staged rows a dimension is a number
 * that holds for the batch alone (a column {@code no} of {@link #numbers}): integers make the
 * checks fast, and a refused load leaves nothing in the dimensions.
 *
 * @param table the table of the warehouse
 * @param lakeTable the table of the lake
 * @param surrogate its column that refers to a dimension; the first of its key
 * @param numbers staged table that gives the numbers: {@code no}, {@code name} and the names of
 *     {@link #resolvedBy}
 * @param resolvedBy columns that the lake's table and {@link #numbers} share
 * @param extra staged columns that only checks read
 */
record Fact(
    String table,
    String lakeTable,
    String surrogate,
    String numbers,
    List<String> resolvedBy,
    List<String> extra) {

  static final Fact CONTRACT_BARS =
      new Fact(
          "derivative_detail_history",
          "derivative_bar",
          "derivative_detail_id",
          "stage_contract",
          List.of("contract"),
          List.of("product_no"));

  static final Fact SPREAD_BARS =
      new Fact(
          "derivative_spread_history",
          "derivative_spread_bar",
          "derivative_spread_id",
          "stage_spread",
          List.of("near_contract", "far_contract"),
          List.of("product_no"));

  static final Fact LABELS =
      new Fact(
          "contract_label",
          "contract_label",
          "derivative_detail_id",
          "stage_contract",
          List.of("contract"),
          List.of());

  static final Fact INDEX_BARS =
      new Fact(
          "index_history",
          "index_bar",
          "index_id",
          "stage_index",
          List.of("name"),
          List.of("prints"));

  static final Fact INDEX_DAYS =
      new Fact("index_daily", "index_daily", "index_id", "stage_index", List.of("name"), List.of());

  /** Name of the staged rows. */
  String staged() {
    return "stage_" + table;
  }

  /** Table of {@code no} and {@code id}: what a number of {@link #numbers} is in the warehouse. */
  String ids() {
    return numbers + "_id";
  }
}

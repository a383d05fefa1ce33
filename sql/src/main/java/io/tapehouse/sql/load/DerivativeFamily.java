package io.tapehouse.sql.load;

import java.util.List;

/** Files of trades in contracts: futures, options, funds. */
final class DerivativeFamily implements Family {

  @Override
  public List<Fact> facts() {
    return List.of(Fact.CONTRACT_BARS, Fact.SPREAD_BARS, Fact.LABELS);
  }

  @Override
  public void stage(Loading loading) {
    LakeFiles lake = loading.lake();
    lake.stage("derivative_contract");
    loading
        .session()
        .temporary(
            "stage_contract",
            """
            AS
            SELECT CAST(row_number() OVER (ORDER BY contract) AS INTEGER) AS no, contract, contract AS name,
                CAST(dense_rank() OVER (ORDER BY product) AS INTEGER) AS product_no, product
            FROM (SELECT contract, min(product) AS product FROM stage_lake_derivative_contract GROUP BY contract) c""");
    loading
        .session()
        .temporary(
            "stage_product",
            """
            AS
            SELECT DISTINCT product_no, product FROM stage_contract""");
    loading
        .session()
        .temporary(
            "stage_spread",
            """
            AS
            SELECT CAST(row_number() OVER (ORDER BY near_contract, far_contract) AS INTEGER) AS no,
                near_contract, far_contract, near_contract || ' and ' || far_contract AS name, c.product_no
            FROM (SELECT DISTINCT p.near_contract, p.far_contract FROM %s) s
            JOIN stage_contract c ON c.contract = s.near_contract
            JOIN stage_contract d ON d.contract = s.far_contract"""
                .formatted(lake.rows("derivative_spread_bar")));
    facts().forEach(loading.facts()::stage);
    lake.stage("product_session");
    lake.stage("spread_print");
    lake.stage("spread_report");
  }

  @Override
  public void check(Loading loading) {
    SpreadChecks.evaluate(loading);
    SessionChecks.evaluate(loading.session());
  }

  @Override
  public void dimensions(Loading loading) {
    DerivativeDimensions.merge(loading);
  }
}

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
    StagedContracts.stage(loading, facts());
    facts().forEach(loading.facts()::stage);
    LakeFiles lake = loading.lake();
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
    DerivativeDimensions.merge(loading, facts());
  }
}

package io.tapehouse.sql.load;

import java.util.List;

/**
 * Pages of shareholdings in CCASS. One holding in four changes from a day to the next, so holdings
 * are kept as intervals ({@link HoldingIntervals}); the rest of a page is a fact like others.
 */
final class CcassFamily implements Family {

  /** What the table of intervals is called; its rows belong to no load. */
  static final String HOLDINGS = "ccass_holding";

  private static final Fact SUMMARIES = Fact.plain("ccass_summary");
  private static final Fact NAMES = Fact.plain("ccass_participant_name");
  private static final Fact PERCENTAGES = Fact.plain("ccass_percent");

  @Override
  public List<Fact> facts() {
    return List.of(SUMMARIES, NAMES, PERCENTAGES);
  }

  @Override
  public List<StagedRows> staged() {
    return List.of(
        SUMMARIES.rows(),
        NAMES.rows(),
        PERCENTAGES.rows(),
        new StagedRows(HOLDINGS, "stage_ccass_row"));
  }

  @Override
  public void stage(Loading loading) {
    loading.facts().stage(SUMMARIES);
    loading.facts().stage(NAMES);
    new CcassRows(loading).stage();
  }

  @Override
  public void check(Loading loading) {
    new CcassChecks(loading.session()).evaluate();
  }

  @Override
  public void dimensions(Loading loading) {
    AcceptedPages.stage(loading.session());
    CcassParticipantTable.remember(loading.session());
    new HoldingIntervals(loading.session()).replaceDays();
  }

  @Override
  public void derive(Loading loading) {
    CcassParticipantTable.renew(loading.session());
  }
}

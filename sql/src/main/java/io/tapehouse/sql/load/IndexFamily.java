package io.tapehouse.sql.load;

import java.util.List;

/** Index files: either the five-second file or the month of days, by the fact that they fill. */
final class IndexFamily implements Family {

  private final Fact fact;

  private IndexFamily(Fact fact) {
    this.fact = fact;
  }

  /** {@code index_history}. */
  static IndexFamily intraday() {
    return new IndexFamily(Fact.INDEX_BARS);
  }

  /** {@code index_daily}. */
  static IndexFamily days() {
    return new IndexFamily(Fact.INDEX_DAYS);
  }

  @Override
  public List<Fact> facts() {
    return List.of(fact);
  }

  @Override
  public void stage(Loading loading) {
    String local = fact.equals(Fact.INDEX_BARS) ? "p.name_local" : "CAST(NULL AS VARCHAR(400))";
    String rows = loading.lake().rows(fact.lakeTable(loading.dictionary()));
    loading
        .session()
        .temporary(
            "stage_index_of_load",
            """
            AS
            SELECT f.load_no, p.name, max(%s) AS name_local FROM %s GROUP BY f.load_no, p.name"""
                .formatted(local, rows));
    loading
        .session()
        .temporary(
            "stage_index",
            """
            AS
            SELECT CAST(row_number() OVER (ORDER BY name) AS INTEGER) AS no, name
            FROM (SELECT DISTINCT name FROM stage_index_of_load) n""");
    loading.facts().stage(fact);
  }

  @Override
  public void check(Loading loading) {
    if (fact.equals(Fact.INDEX_BARS)) {
      DailyIndexCheck.evaluate(loading);
    }
  }

  @Override
  public void dimensions(Loading loading) {
    IndexNames.merge(
        loading.session(),
        loading.dictionary().products().indexNames(),
        "SELECT load_no, name, name_local FROM stage_index_of_load");
    loading
        .session()
        .temporary(
            "stage_index_id",
            """
            AS
            SELECT n.no, i.id FROM stage_index n JOIN index i ON i.name = n.name AND i.market = 'TW'""");
  }
}

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
    IndexNames.stage(
        loading, "SELECT f.load_no, p.name, %s AS name_local FROM %s".formatted(local, rows));
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
    IndexNames.number(loading);
  }
}

package io.tapehouse.sql.load;

import java.util.List;

/** A dataset that fills one table, in the words of the lake, without dimensions. */
record PlainFamily(Fact fact) implements Family {

  @Override
  public List<Fact> facts() {
    return List.of(fact);
  }

  @Override
  public void stage(Loading loading) {
    loading.facts().stage(fact);
  }

  /** None but those that the dictionary names for the table. */
  @Override
  public void check(Loading loading) {}
}

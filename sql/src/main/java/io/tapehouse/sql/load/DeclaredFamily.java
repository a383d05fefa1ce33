package io.tapehouse.sql.load;

import io.tapehouse.dictionary.Declaration;
import java.util.List;

/**
 * A dataset that is declared: it fills one table of facts, and what the checks of its file found
 * becomes results of the load.
 */
final class DeclaredFamily implements Family {

  private static final String CHECKS = "file_check";

  private final String dataset;
  private final Fact fact;

  DeclaredFamily(String dataset, Declaration table) {
    this.dataset = dataset;
    this.fact = Fact.plain(table.fills(), table.fills());
  }

  @Override
  public boolean has(String id) {
    return dataset.equals(id);
  }

  @Override
  public List<String> needs(String id) {
    return List.of(fact.lakeTable(), CHECKS);
  }

  @Override
  public List<Fact> facts() {
    return List.of(fact);
  }

  @Override
  public void stage(Loading loading) {
    loading.facts().stage(fact);
    loading.lake().stage(CHECKS);
  }

  @Override
  public void check(Loading loading) {
    loading
        .session()
        .execute(
            """
            INSERT INTO stage_check
            SELECT c.load_no, '%s', c.check_name, c.dataset, 'blocking', c.status, c.expected, c.found
            FROM stage_lake_file_check c"""
                .formatted(fact.table()));
  }
}

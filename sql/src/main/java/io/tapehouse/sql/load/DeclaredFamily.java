package io.tapehouse.sql.load;

import io.tapehouse.dictionary.Declaration;
import java.util.List;

/**
 * The declared datasets that fill one table of facts. What the checks of a file found becomes
 * results of the load.
 */
final class DeclaredFamily implements Family {

  private final Fact fact;

  DeclaredFamily(String table) {
    this.fact = Fact.plain(table);
  }

  @Override
  public List<Fact> facts() {
    return List.of(fact);
  }

  @Override
  public void stage(Loading loading) {
    loading.facts().stage(fact);
    loading.lake().stage(Declaration.CHECK_TABLE);
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

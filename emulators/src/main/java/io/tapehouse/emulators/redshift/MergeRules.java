package io.tapehouse.emulators.redshift;

/**
 * The form of MERGE that Redshift takes: the target without an alias, a table as source, first WHEN
 * MATCHED THEN UPDATE or DELETE, then WHEN NOT MATCHED THEN INSERT, no conditions (AWS, Database
 * Developer Guide, MERGE).
 */
final class MergeRules {

  private MergeRules() {}

  static void check(Sql sql) throws ServerError {
    int using = afterTable(sql, 2);
    if (!sql.at(0, "merge into") || !sql.at(using, "using")) {
      throw ServerError.syntax("expected MERGE INTO target_table USING, the target without alias");
    }
    if (!sql.token(using + 1).isName()) {
      throw ServerError.unsupported("MERGE from anything but a table");
    }
    int matched = next(sql, using);
    int not = next(sql, matched + 1);
    if (!sql.at(matched, "when matched then") || !sql.at(not, "when not matched then insert")) {
      throw ServerError.syntax(
          "MERGE needs WHEN MATCHED THEN and then WHEN NOT MATCHED THEN INSERT, without conditions");
    }
    if (!sql.at(matched + 3, "update set") && !sql.at(matched + 3, "delete")) {
      throw ServerError.syntax("WHEN MATCHED THEN needs UPDATE SET or DELETE");
    }
    if (next(sql, not + 1) < sql.size()) {
      throw ServerError.syntax("MERGE takes two WHEN clauses");
    }
  }

  private static int afterTable(Sql sql, int name) {
    int place = name + 1;
    while (sql.at(place, ".")) {
      place += 2;
    }
    return place;
  }

  /** The next WHEN that is no part of a CASE. */
  private static int next(Sql sql, int from) {
    int cases = 0;
    for (int place = from; place < sql.size(); place = sql.skip(place)) {
      if (sql.at(place, "case")) {
        cases++;
      } else if (sql.at(place, "end")) {
        cases--;
      } else if (cases == 0 && sql.at(place, "when")) {
        return place;
      }
    }
    return sql.size();
  }
}

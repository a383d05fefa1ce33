package io.tapehouse.orchestrator.runstore.jdbc;

import io.tapehouse.orchestrator.runstore.OtherSiteException;
import java.sql.SQLException;

/** Whose runs these are. */
final class Sites {

  private Sites() {}

  /** Of two that come first at once, one fails on the key and comes again. */
  static void belongTo(Tx tx, String name) throws SQLException {
    tx.update(
        "INSERT INTO site (one, name) SELECT 1, ? WHERE NOT EXISTS (SELECT 1 FROM site)", name);
    String found = tx.query("SELECT name FROM site", Row::text).get(0);
    if (!found.equals(name)) {
      throw new OtherSiteException(name, found);
    }
  }
}

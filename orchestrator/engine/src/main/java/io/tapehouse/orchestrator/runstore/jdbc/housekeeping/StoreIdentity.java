package io.tapehouse.orchestrator.runstore.jdbc.housekeeping;

import io.tapehouse.orchestrator.runstore.OtherSiteException;
import io.tapehouse.orchestrator.runstore.jdbc.transaction.Transaction;

/** Which store this is, whose runs it holds, and which of its fences were given out. */
public final class StoreIdentity {

  private StoreIdentity() {}

  /** A random name, made with the store: ids of attempts begin with it. */
  public static String tag(Transaction tx) {
    return tx.query("SELECT tag FROM store_identity").mapTo(String.class).one();
  }

  /**
   * Binds the store to a site; of two that come first at once, one fails on the key and comes
   * again.
   *
   * @throws OtherSiteException when it is bound to another
   */
  public static void bind(Transaction tx, String site) {
    tx.execute(
        "INSERT INTO site (one, name) SELECT 1, ? WHERE NOT EXISTS (SELECT 1 FROM site)", site);
    String found = tx.query("SELECT name FROM site").mapTo(String.class).one();
    if (!found.equals(site)) {
      throw new OtherSiteException(site, found);
    }
  }

  /** Makes every fence from now on higher than {@code fence}. */
  public static void fencesAbove(Transaction tx, long fence) {
    tx.execute(
        "UPDATE counter SET last_value = ? WHERE name = 'fence' AND last_value < ?", fence, fence);
  }
}

package io.tapehouse.orchestrator.runstore;

/** A store of runs belongs to another archive and warehouse than the one who opened it. */
public final class OtherSiteException extends RunStoreException {

  private static final long serialVersionUID = 1L;

  /** Names both. */
  public OtherSiteException(String expected, String found) {
    super(
        ("the run store belongs to %s, and this Tapehouse works with %s. A store of runs is for the"
                + " nodes of one archive and one warehouse: give this one a database of its own")
            .formatted(found, expected),
        null);
  }
}

package io.tapehouse.orchestrator.home;

import io.tapehouse.orchestrator.source.DataKind;
import java.io.IOException;

/** A home holds real or simulated data, never both: the rows could not be separated later. */
public final class WrongHomeException extends IOException {

  private static final long serialVersionUID = 1L;

  WrongHomeException(Home home, String found, DataKind wanted) {
    super(words(home.root().toString(), found, wanted) + " Name another folder with --home.");
  }

  /** An archive that nodes share holds the other kind. */
  public WrongHomeException(String archive, String found, DataKind wanted) {
    super(words(archive, found, wanted));
  }

  private static String words(String place, String found, DataKind wanted) {
    return "%s holds %s data, and this run would bring %s data."
        .formatted(
            place,
            found.toLowerCase(java.util.Locale.ROOT),
            wanted.name().toLowerCase(java.util.Locale.ROOT));
  }
}

package io.tapehouse.orchestrator.home;

import java.io.IOException;

/** A home holds real or simulated data, never both: nobody could tell the rows apart later. */
public final class WrongHomeException extends IOException {

  private static final long serialVersionUID = 1L;

  WrongHomeException(Home home, String found, OwnedHome.Kind wanted) {
    super(
        "%s holds %s data, and this run would bring %s data. Name another folder with --home."
            .formatted(
                home.root(),
                found.toLowerCase(java.util.Locale.ROOT),
                wanted.name().toLowerCase(java.util.Locale.ROOT)));
  }
}

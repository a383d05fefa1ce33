package io.tapehouse.orchestrator.source;

import io.tapehouse.extractors.hkex.fetch.CcassSearch;
import java.util.Optional;

/** What comes of a day that cannot be asked for. */
final class CcassReach {

  private CcassReach() {}

  /** Why not; empty: it can be. */
  static Optional<Arrival> refusal(CcassSearch search) {
    return switch (search.reach()) {
      case NOT_YET ->
          Optional.of(
              new Arrival.Nothing(
                  "not published yet: the newest date that can be asked for is " + search.newest(),
                  true));
      case NEWEST, WITHIN -> Optional.empty();
    };
  }
}

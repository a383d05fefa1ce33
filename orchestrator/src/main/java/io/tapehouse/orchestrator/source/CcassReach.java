package io.tapehouse.orchestrator.source;

import io.tapehouse.extractors.hkex.fetch.CcassSearch;
import io.tapehouse.orchestrator.task.ErrorKind;
import java.time.LocalDate;
import java.util.Optional;

/** What comes of a day that cannot be asked for. */
final class CcassReach {

  private CcassReach() {}

  /** Why not; empty: it can be. */
  static Optional<Arrival> refusal(String dataset, LocalDate date, CcassSearch search) {
    return switch (search.reach()) {
      case NOT_YET ->
          Optional.of(
              new Arrival.Nothing(
                  "not published yet: the newest date that can be asked for is " + search.newest(),
                  true));
      case FORGOTTEN ->
          Optional.of(
              new Arrival.Failed(
                  "%s %s: no longer kept: the site keeps twelve months, up to %s"
                      .formatted(dataset, date, search.newest()),
                  ErrorKind.DATA,
                  Optional.empty()));
      case NEWEST, WITHIN -> Optional.empty();
    };
  }
}

package io.tapehouse.orchestrator.source;

import io.tapehouse.extractors.http.Politeness;
import java.time.Duration;
import java.util.Set;

/**
 * How HKEX's CCASS pages are asked for.
 *
 * @param permitted whether HKEX has given its permission in writing
 * @param pause between two requests
 * @param stocks only these; none: all
 */
public record CcassFetchSettings(boolean permitted, Duration pause, Set<String> stocks) {

  /** Takes a copy. */
  public CcassFetchSettings {
    stocks = Set.copyOf(stocks);
  }

  /** The manners for a host: those of others stay. */
  Politeness politeness(String host) {
    return host.endsWith("hkexnews.hk") ? new Politeness(pause, 1) : Politeness.ofHost(host);
  }
}

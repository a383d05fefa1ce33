package io.tapehouse.orchestrator.service;

import io.tapehouse.extractors.http.HostLimits;
import io.tapehouse.extractors.http.Politeness;
import io.tapehouse.orchestrator.runstore.HostTurns;
import java.time.Duration;
import java.time.Instant;

/**
 * When hosts may be asked, as the run store remembers it: for all nodes together, and over
 * restarts. A burst of saved-up turns is not given: every publisher's is 1.
 */
final class StoredHostLimits implements HostLimits {

  private final HostTurns turns;

  StoredHostLimits(HostTurns turns) {
    this.turns = turns;
  }

  @Override
  public Duration reserve(String host, Politeness politeness) {
    return politeness.every().isZero() ? Duration.ZERO : turns.reserve(host, politeness.every());
  }

  @Override
  public void hold(String host, Instant until) {
    turns.holdHost(host, until, false);
  }

  @Override
  public void ban(String host, Instant until) {
    turns.holdHost(host, until, true);
  }

  @Override
  public Gate state(String host) {
    HostTurns.HostHold hold = turns.hostHold(host);
    return new Gate(hold.heldUntil().orElse(null), hold.bannedUntil().orElse(null));
  }
}

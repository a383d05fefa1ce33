package io.tapehouse.extractors.http;

import io.tapehouse.extractors.http.FetchException.Kind;
import io.tapehouse.extractors.http.FetchException.Retry;
import io.tapehouse.extractors.http.HostLimits.Gate;
import java.time.Duration;
import java.time.Instant;

/** The gate that every request to a host passes. Safe for use by many threads. */
final class HostGate {

  private final String host;
  private final Politeness politeness;
  private final HostLimits limits;
  private final Pause pause;
  private final Duration longestHold;

  HostGate(
      String host, Politeness politeness, HostLimits limits, Pause pause, Duration longestHold) {
    this.host = host;
    this.politeness = politeness;
    this.limits = limits;
    this.pause = pause;
    this.longestHold = longestHold;
  }

  /** Waits for a turn. */
  void enter(Request request) throws FetchException, InterruptedException {
    Gate gate;
    do {
      waitWhileHeld(request);
      Duration wait = limits.reserve(host, politeness);
      if (!wait.isZero()) {
        pause.sleep(wait);
      }
      // While this request waited for its turn another one may have been refused.
      gate = limits.state(host);
    } while (!gate.hold(pause.now()).isZero());
    refuseIfBanned(gate, request);
  }

  /** No request before {@code until}. */
  void hold(Instant until) {
    limits.hold(host, until);
  }

  /** Every request before {@code until} fails at once. */
  void ban(Instant until) {
    limits.ban(host, until);
  }

  /** How long the gate stays closed; zero: it is open. */
  Duration hold() {
    return limits.state(host).hold(pause.now());
  }

  private void waitWhileHeld(Request request) throws FetchException, InterruptedException {
    Gate gate = limits.state(host);
    refuseIfBanned(gate, request);
    for (Duration hold = gate.hold(pause.now()); !hold.isZero(); hold = gate.hold(pause.now())) {
      if (hold.compareTo(longestHold) > 0) {
        Instant until = pause.now().plus(hold);
        throw new FetchException(
            Kind.THROTTLED,
            Retry.LATER,
            request,
            host + " was asked too often and wants to be left alone until " + until,
            until);
      }
      pause.sleep(hold);
      gate = limits.state(host);
      refuseIfBanned(gate, request);
    }
  }

  private void refuseIfBanned(Gate gate, Request request) throws FetchException {
    if (gate.bannedUntil() != null && gate.isBanned(pause.now())) {
      throw new FetchException(
          Kind.BANNED,
          Retry.NEVER,
          request,
          host + " has banned us; it is not asked again before " + gate.bannedUntil(),
          gate.bannedUntil());
    }
  }
}

package io.tapehouse.orchestrator.runstore;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** When publishers' hosts may be asked, for all nodes together; a facet of {@link RunStore}. */
public interface HostTurns {

  /**
   * Books the next turn of a host.
   *
   * @return how long to wait for it
   */
  Duration reserve(String host, Duration every);

  /** No request to a host before a time; it only grows. */
  void holdHost(String host, Instant until, boolean banned);

  /**
   * What a host wants.
   *
   * @param host its name
   * @param heldUntil no request before
   * @param bannedUntil it refuses us until
   */
  record HostHold(String host, Optional<Instant> heldUntil, Optional<Instant> bannedUntil) {}

  /** What a host wants now. */
  HostHold hostHold(String host);
}

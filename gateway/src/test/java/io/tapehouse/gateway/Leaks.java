package io.tapehouse.gateway;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Sees that clients which have left leave nothing behind. */
final class Leaks {

  private static final long PATIENCE = TimeUnit.SECONDS.toNanos(30);

  private Leaks() {}

  /**
   * Waits until so many sessions are left.
   *
   * @throws AssertionError when there are more after half a minute
   */
  static void none(TestGateway gateway, int sessions) {
    long start = System.nanoTime();
    while (gateway.gateway().sessions() > sessions || threads(gateway) > sessions) {
      if (System.nanoTime() - start > PATIENCE) {
        throw new AssertionError(
            "expected %d sessions, found %d and %d threads"
                .formatted(sessions, gateway.gateway().sessions(), threads(gateway)));
      }
      LockSupport.parkNanos(1_000_000);
    }
  }

  /** Threads of clients of this gateway: they bear its port. */
  private static long threads(TestGateway gateway) {
    String name = "gateway-client-" + gateway.port();
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals(name))
        .count();
  }
}

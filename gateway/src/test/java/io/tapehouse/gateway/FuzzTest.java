package io.tapehouse.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Sessions with bytes that were changed, and sessions that were cut. {@code
 * -Dtapehouse.fuzz=1000000} makes so many mutations, {@code -Dtapehouse.fuzz.seed=N} others.
 */
@ExtendWith(SharedGateway.class)
class FuzzTest {

  private static final int MUTATIONS = Integer.getInteger("tapehouse.fuzz", 1_000);
  private static final long SEED = Long.getLong("tapehouse.fuzz.seed", 1);

  private final AtomicReference<Throwable> uncaught = new AtomicReference<>();

  @BeforeEach
  void watch() {
    Thread.setDefaultUncaughtExceptionHandler((thread, e) -> uncaught.compareAndSet(null, e));
  }

  @AfterEach
  void noThreadDied() {
    Thread.setDefaultUncaughtExceptionHandler(null);
    assertThat(uncaught.get()).isNull();
  }

  @Test
  void mutations(TestGateway gateway) throws IOException {
    new FuzzGateway(gateway).run(SEED, MUTATIONS);
  }

  @Test
  @Tag("endurance")
  void tenThousandMutations(TestGateway gateway) throws IOException {
    new FuzzGateway(gateway).run(1_000_000, 10_000);
  }

  @Test
  @Tag("endurance")
  void sessionsThatAreCutAtEveryByte(TestGateway gateway) throws IOException {
    new FuzzGateway(gateway).cutEverywhere();
  }
}

package io.tapehouse.orchestrator.execute;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapehouse.orchestrator.runstore.Engine;
import io.tapehouse.orchestrator.runstore.RunStoreException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/**
 * Tasks are broken off by interrupts, whatever they do just then, and what they do may be a
 * question to the store. H2 on an ordinary file channel would be closed by that, for everybody.
 */
abstract class InterruptsContract extends NodeContract {

  private static final int INTERRUPTS = 40;

  InterruptsContract(Engine engine) {
    super(engine);
  }

  @Test
  void aStoreOutlivesTheInterruptsOfThoseWhoUseIt() throws InterruptedException {
    for (int i = 0; i < INTERRUPTS; i++) {
      CountDownLatch began = new CountDownLatch(1);
      AtomicInteger calls = new AtomicInteger();
      Thread thread =
          new Thread(
              () -> {
                try {
                  while (!Thread.currentThread().isInterrupted()) {
                    store.reserve("host" + calls.incrementAndGet() % 50, Duration.ofMillis(1));
                    store.poolUse();
                    began.countDown();
                  }
                } catch (RunStoreException e) {
                  // It alone is interrupted.
                }
              });
      thread.start();
      began.await();
      LockSupport.parkNanos(i * 50_000L);
      thread.interrupt();
      thread.join();
      assertThat(store.reserve("mine", Duration.ofNanos(1))).isNotNull();
    }
  }
}

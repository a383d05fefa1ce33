package io.tapehouse.sql.redshift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tapehouse.sql.WarehouseException;
import io.tapehouse.sql.WriteConflictException;
import io.tapehouse.store.Backoff;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RepetitionTest {

  private static final Repetition QUICK =
      new Repetition(Backoff.exponential(5, Duration.ofMillis(1), Duration.ofMillis(2)));

  private final AtomicInteger tries = new AtomicInteger();

  @Test
  void repeatsWhatWasInConflict() {
    assertThat(QUICK.of(() -> inConflict(4))).isEqualTo(5);
  }

  @Test
  void givesUpInTheEnd() {
    assertThatThrownBy(() -> QUICK.of(() -> inConflict(5)))
        .isInstanceOf(WriteConflictException.class)
        .hasMessage("given up after 5 tries: try 5");
  }

  @Test
  void repeatsNothingElse() {
    assertThatThrownBy(
            () ->
                QUICK.of(
                    () -> {
                      tries.incrementAndGet();
                      throw new WarehouseException("broken");
                    }))
        .hasMessage("broken");
    assertThat(tries).hasValue(1);
  }

  @Test
  void anInterruptEndsTheWait() {
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> QUICK.of(() -> inConflict(5)))
        .isInstanceOf(WarehouseException.class)
        .isNotInstanceOf(WriteConflictException.class);
    assertThat(tries).hasValue(1);
    assertThat(Thread.interrupted()).isTrue();
  }

  private int inConflict(int times) {
    if (tries.incrementAndGet() <= times) {
      throw new WriteConflictException("try " + tries, null);
    }
    return tries.get();
  }
}

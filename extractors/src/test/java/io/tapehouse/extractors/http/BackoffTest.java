package io.tapehouse.extractors.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BackoffTest {

  private final Backoff backoff = new Backoff(ClientSettings.defaults().retries(), new Random(1));

  @Test
  void theBoundDoublesUpToALimit() {
    assertThat(IntStream.of(1, 2, 3, 4, 5, 6, 60).mapToObj(backoff::bound))
        .extracting(Duration::toSeconds)
        .containsExactly(2L, 4L, 8L, 16L, 32L, 60L, 60L);
  }

  @Test
  void theWaitLiesAnywhereBetweenNothingAndTheBound() {
    for (int attempt = 1; attempt <= 6; attempt++) {
      Duration bound = backoff.bound(attempt);
      int chosen = attempt;
      List<Long> waits =
          IntStream.range(0, 2000).mapToObj(i -> backoff.after(chosen).toMillis()).toList();
      assertThat(waits).allMatch(wait -> wait >= 0 && wait <= bound.toMillis());
      assertThat(waits).anyMatch(wait -> wait < bound.toMillis() / 10);
      assertThat(waits).anyMatch(wait -> wait > bound.toMillis() * 9 / 10);
    }
  }
}

package io.tapehouse.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tapehouse.store.Backoff.Attempts;
import io.tapehouse.store.Backoff.Jitter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BackoffTest {

  private static final Duration FIRST = Duration.ofSeconds(2);
  private static final Duration LONGEST = Duration.ofMinutes(1);

  private final List<Duration> slept = new ArrayList<>();
  private final Random random = new Random(1);

  @Test
  void theBoundDoublesUpToALimit() {
    Backoff backoff = Backoff.exponential(5, FIRST, LONGEST);
    assertThat(IntStream.of(1, 2, 3, 4, 5, 6, 60, 1_000).mapToObj(backoff::bound))
        .extracting(Duration::toSeconds)
        .containsExactly(2L, 4L, 8L, 16L, 32L, 60L, 60L, 60L);
  }

  @Test
  void withFullJitterAPauseLiesAnywhereBetweenNothingAndItsBound() throws Exception {
    List<Long> pauses = firstPauses(Jitter.FULL);
    assertThat(pauses).allMatch(pause -> pause >= 0 && pause <= 2_000);
    assertThat(pauses).anyMatch(pause -> pause < 200).anyMatch(pause -> pause > 1_800);
  }

  @Test
  void withHalfJitterAPauseLiesInTheUpperHalf() throws Exception {
    List<Long> pauses = firstPauses(Jitter.HALF);
    assertThat(pauses).allMatch(pause -> pause >= 1_000 && pause <= 2_000);
    assertThat(pauses).anyMatch(pause -> pause < 1_100).anyMatch(pause -> pause > 1_900);
  }

  @Test
  void withoutJitterAPauseIsItsBound() throws Exception {
    Attempts attempts = new Backoff(4, FIRST, LONGEST, Jitter.NONE).start(slept::add);
    while (attempts.again()) {
      // Another try.
    }
    assertThat(slept).extracting(Duration::toSeconds).containsExactly(2L, 4L, 8L);
    assertThat(attempts.number()).isEqualTo(4);
  }

  @Test
  void aPauseIsNotShorterThanTheCallerWantsAndIsToldBefore() throws Exception {
    List<Duration> reported = new ArrayList<>();
    Duration shortest = Duration.ofMinutes(3);
    Attempts attempts = Backoff.exponential(2, FIRST, LONGEST).start(slept::add);
    assertThat(attempts.again(shortest, reported::add)).isTrue();
    assertThat(attempts.again(shortest, reported::add)).isFalse();
    assertThat(slept).containsExactly(shortest);
    assertThat(reported).containsExactly(shortest);
  }

  @Test
  void withoutPausesNobodySleeps() throws Exception {
    Attempts attempts = Backoff.none(3).start(slept::add);
    assertThat(attempts.again()).isTrue();
    assertThat(attempts.again()).isTrue();
    assertThat(attempts.again()).isFalse();
    assertThat(slept).isEmpty();
  }

  @Test
  void anInterruptEndsAPause() {
    Attempts attempts = Backoff.constant(2, LONGEST).start();
    Thread.currentThread().interrupt();
    assertThatThrownBy(attempts::again).isInstanceOf(InterruptedException.class);
  }

  @Test
  void refusesAPolicyWithoutATryOrWithPausesThatDoNotRise() {
    assertThatThrownBy(() -> Backoff.none(0)).hasMessage("expected at least 1 try, found 0");
    assertThatThrownBy(() -> Backoff.exponential(2, LONGEST, FIRST))
        .hasMessage(
            "expected a first pause that is not longer than the longest, found PT1M and PT2S");
  }

  private List<Long> firstPauses(Jitter jitter) throws InterruptedException {
    Backoff backoff = new Backoff(2, FIRST, LONGEST, jitter);
    for (int i = 0; i < 2_000; i++) {
      backoff.start(slept::add, random).again();
    }
    return slept.stream().map(Duration::toMillis).toList();
  }
}

package io.tapehouse.orchestrator.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How often and when a failed task is tried again. */
class RetryPolicyTest {

  private static final RetryPolicy POLICY =
      new RetryPolicy(3, Duration.ofSeconds(30), Duration.ofHours(1));

  @ParameterizedTest
  @CsvSource({
    "PUBLISHER, 0, PT30S",
    "PUBLISHER, 1, PT1M",
    "PUBLISHER, 3, PT4M",
    "PUBLISHER, 7, PT1H",
    "PUBLISHER, 1000000, PT1H",
    "PUBLISHER, 2147483647, PT1H",
    "PUBLISHER, -5, PT30S",
    "SUSPECT, 0, PT1M",
    "THROTTLED, 0, PT2M",
    "THROTTLED, 5, PT1H",
    "DATA, 0, PT30S",
  })
  void waitsBetweenHalfOfItAndAllOfIt(ErrorKind kind, int before, Duration most) {
    Random random = new Random(1);
    Set<Duration> waits = new java.util.TreeSet<>();
    for (int i = 0; i < 500; i++) {
      Duration wait = POLICY.wait(kind, before, random);
      assertThat(wait).isBetween(most.dividedBy(2), most);
      waits.add(wait);
    }
    assertThat(waits).as("jitter").hasSizeGreaterThan(400);
  }

  @Test
  void hugeWaitsDoNotOverflow() {
    Random random = new Random(1);
    for (Duration longest :
        new Duration[] {
          Duration.ofSeconds(Long.MAX_VALUE),
          Duration.ofMillis(Long.MAX_VALUE),
          Duration.ofDays(1_000_000)
        }) {
      for (Duration first :
          new Duration[] {longest, longest.dividedBy(3), Duration.ofDays(40_000), Duration.ZERO}) {
        RetryPolicy policy = new RetryPolicy(1, first, longest);
        IntStream.of(0, 1, 19, 20, 21, 62, 63, 64, 1000)
            .forEach(
                before -> {
                  Duration least = Duration.ofMillis(Math.min(first.toSeconds(), 1L << 40) / 2);
                  assertThat(policy.wait(ErrorKind.THROTTLED, before, random))
                      .isBetween(least, longest);
                });
      }
    }
  }

  @Test
  void noWaitIsNoWait() {
    assertThat(RetryPolicy.NEVER.wait(ErrorKind.DEFECT, 3, new Random(1))).isZero();
    RetryPolicy one = new RetryPolicy(2, Duration.ofMillis(1), Duration.ofMillis(1));
    assertThat(one.wait(ErrorKind.DEFECT, 0, new Random(1))).isZero();
  }

  @Test
  void refusesWhatIsNoPolicy() {
    assertThatThrownBy(() -> new RetryPolicy(0, Duration.ZERO, Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new RetryPolicy(1, Duration.ofSeconds(2), Duration.ofSeconds(1)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new RetryPolicy(1, Duration.ofSeconds(-1), Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void whatAnotherAttemptCannotMendIsNotTriedAgain() {
    for (ErrorKind kind : ErrorKind.values()) {
      assertThat(POLICY.covers(kind)).isEqualTo(kind.isRetried());
    }
    RetryPolicy few = POLICY.only(EnumSet.of(ErrorKind.DATA, ErrorKind.PUBLISHER));
    assertThat(few.covers(ErrorKind.PUBLISHER)).isTrue();
    assertThat(few.covers(ErrorKind.DATA)).isFalse();
    assertThat(few.covers(ErrorKind.DEFECT)).isFalse();
    assertThat(POLICY.withTries(7).tries()).isEqualTo(7);
  }
}

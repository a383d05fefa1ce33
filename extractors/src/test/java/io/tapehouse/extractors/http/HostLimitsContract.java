package io.tapehouse.extractors.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapehouse.extractors.http.HostLimits.Gate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What all limits do. Published for implementations in other modules. */
@Timeout(60)
public abstract class HostLimitsContract {

  private static final String HOST = "www.twse.com.tw";
  private static final String OTHER = "www.taifex.com.tw";
  private static final Politeness PACED = new Politeness(Duration.ofSeconds(5), 1);
  private static final Politeness BURSTS = new Politeness(Duration.ofSeconds(5), 3);
  private static final int CALLERS = 8;
  private static final int TURNS_EACH = 10;

  /** The time that the limits go by; it passes when a test advances it. */
  protected final FakePause time = new FakePause();

  private HostLimits limits;

  /** Limits of which nobody has asked anything yet. */
  protected abstract HostLimits open(FakePause clock) throws Exception;

  @BeforeEach
  void open() throws Exception {
    limits = open(time);
  }

  @Test
  void turnsFollowEachOtherAtThePaceOfTheHost() {
    assertThat(seconds(HOST, PACED, 3)).containsExactly(0L, 5L, 10L);
    time.pass(Duration.ofSeconds(7));
    assertThat(seconds(HOST, PACED, 2)).containsExactly(8L, 13L);
  }

  @Test
  void aTurnIsFreeAgainAfterExactlyOnePace() {
    assertThat(seconds(HOST, PACED, 1)).containsExactly(0L);
    time.pass(Duration.ofMillis(4999));
    assertThat(limits.reserve(HOST, PACED)).isEqualTo(Duration.ofMillis(1));
    time.pass(Duration.ofMillis(5001));
    assertThat(limits.reserve(HOST, PACED)).isZero();
  }

  @Test
  void noTurnsAreSavedUpWithoutABurst() {
    assertThat(seconds(HOST, PACED, 1)).containsExactly(0L);
    time.pass(Duration.ofHours(1));
    assertThat(seconds(HOST, PACED, 3)).containsExactly(0L, 5L, 10L);
  }

  @Test
  void asManyTurnsAreSavedUpAsTheBurstSays() {
    assertThat(seconds(HOST, BURSTS, 5)).containsExactly(0L, 0L, 0L, 5L, 10L);
    time.pass(Duration.ofSeconds(20));
    assertThat(seconds(HOST, BURSTS, 3)).containsExactly(0L, 0L, 5L);
    time.pass(Duration.ofHours(1));
    assertThat(seconds(HOST, BURSTS, 4)).containsExactly(0L, 0L, 0L, 5L);
  }

  @Test
  void withoutALimitItIsAlwaysSomebodysTurn() {
    assertThat(seconds(HOST, Politeness.UNLIMITED, 100)).containsOnly(0L);
    assertThat(seconds(HOST, PACED, 2)).containsExactly(0L, 5L);
  }

  @Test
  void hostsHaveTheirOwnTurns() {
    assertThat(seconds(HOST, PACED, 2)).containsExactly(0L, 5L);
    assertThat(seconds(OTHER, PACED, 2)).containsExactly(0L, 5L);
  }

  @Test
  void noTurnIsGivenTwice() throws Exception {
    List<Long> all = new ArrayList<>();
    for (List<Long> waits : byAll(caller -> seconds(HOST, PACED, TURNS_EACH))) {
      assertThat(waits).isSorted();
      all.addAll(waits);
    }
    Collections.sort(all);
    assertThat(all)
        .containsExactlyElementsOf(
            LongStream.range(0, (long) CALLERS * TURNS_EACH).mapToObj(turn -> 5 * turn).toList());
  }

  @Test
  void nothingIsKnownOfAHostAtFirst() {
    assertThat(limits.state(HOST)).isEqualTo(Gate.OPEN);
  }

  @Test
  void aHoldOnlyGrows() {
    Instant until = time.now().plusSeconds(60);
    limits.hold(HOST, until);
    limits.hold(HOST, until.minusSeconds(1));
    assertThat(limits.state(HOST)).isEqualTo(new Gate(until, null));
    assertThat(limits.state(HOST).hold(time.now())).isEqualTo(Duration.ofMinutes(1));
    limits.hold(HOST, until.plusSeconds(1));
    assertThat(limits.state(HOST)).isEqualTo(new Gate(until.plusSeconds(1), null));
    time.pass(Duration.ofSeconds(61));
    assertThat(limits.state(HOST).hold(time.now())).isZero();
  }

  @Test
  void aBanOnlyGrows() {
    Instant until = time.now().plusSeconds(60);
    limits.ban(HOST, until);
    limits.ban(HOST, until.minusSeconds(1));
    assertThat(limits.state(HOST)).isEqualTo(new Gate(null, until));
    assertThat(limits.state(HOST).isBanned(time.now())).isTrue();
    limits.ban(HOST, until.plusSeconds(1));
    assertThat(limits.state(HOST)).isEqualTo(new Gate(null, until.plusSeconds(1)));
    time.pass(Duration.ofSeconds(61));
    assertThat(limits.state(HOST).isBanned(time.now())).isFalse();
  }

  @Test
  void holdsBansAndTurnsDoNotMix() {
    Instant held = time.now().plusSeconds(60);
    Instant banned = time.now().plusSeconds(30);
    limits.ban(HOST, banned);
    limits.hold(HOST, held);
    assertThat(seconds(HOST, PACED, 2)).containsExactly(0L, 5L);
    assertThat(limits.state(HOST)).isEqualTo(new Gate(held, banned));
    assertThat(limits.state(OTHER)).isEqualTo(Gate.OPEN);
  }

  @Test
  void ofManyHoldsAtOnceTheLongestCounts() throws Exception {
    Instant now = time.now();
    byAll(
        caller -> {
          for (int i = 0; i < TURNS_EACH; i++) {
            limits.hold(HOST, now.plusSeconds(1 + (7L * caller + 5L * i) % 60));
            limits.ban(HOST, now.plusSeconds(1 + (5L * caller + 7L * i) % 60));
          }
          limits.hold(HOST, now.plusSeconds(100 + caller));
          limits.ban(HOST, now.plusSeconds(200 + caller));
          return caller;
        });
    assertThat(limits.state(HOST))
        .isEqualTo(new Gate(now.plusSeconds(99 + CALLERS), now.plusSeconds(199 + CALLERS)));
  }

  private interface Caller<T> {
    T call(int number) throws Exception;
  }

  private List<Long> seconds(String host, Politeness politeness, int turns) {
    List<Long> waits = new ArrayList<>();
    for (int i = 0; i < turns; i++) {
      waits.add(limits.reserve(host, politeness).toSeconds());
    }
    return waits;
  }

  /** Runs callers that begin at the same moment. */
  private static <T> List<T> byAll(Caller<T> caller) throws Exception {
    CyclicBarrier start = new CyclicBarrier(CALLERS);
    ExecutorService threads = Executors.newFixedThreadPool(CALLERS);
    try {
      List<Future<T>> running = new ArrayList<>();
      for (int i = 0; i < CALLERS; i++) {
        int number = i;
        running.add(
            threads.submit(
                () -> {
                  start.await();
                  return caller.call(number);
                }));
      }
      List<T> results = new ArrayList<>();
      for (Future<T> one : running) {
        results.add(one.get());
      }
      return results;
    } finally {
      threads.shutdownNow();
    }
  }
}

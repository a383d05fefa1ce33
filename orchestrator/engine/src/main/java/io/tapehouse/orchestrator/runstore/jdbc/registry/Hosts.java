package io.tapehouse.orchestrator.runstore.jdbc.registry;

import io.tapehouse.orchestrator.runstore.HostTurns.HostHold;
import io.tapehouse.orchestrator.runstore.jdbc.transaction.Transaction;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Turns at publishers' hosts. */
public final class Hosts {

  private static final String SELECT =
      "SELECT t.next_turn, t.held_until, t.banned_until FROM host t WHERE t.name = ?";

  private Hosts() {}

  private record Host(
      @Nullable Instant nextTurn, @Nullable Instant heldUntil, @Nullable Instant bannedUntil) {

    static final Host UNKNOWN = new Host(null, null, null);
  }

  private static Host lock(Transaction tx, String host) {
    Optional<Host> known = tx.query(SELECT + tx.dialect().lock(), host).mapTo(Host.class).findOne();
    if (known.isPresent()) {
      return known.get();
    }
    tx.execute("INSERT INTO host (name) VALUES (?)", host);
    return Host.UNKNOWN;
  }

  /** Books the next turn of a host; returns how long to wait for it. */
  public static Duration reserve(Transaction tx, String name, Duration every) {
    Host host = lock(tx, name);
    Instant now = tx.now();
    Instant turn = latest(now, host.nextTurn(), host.heldUntil(), host.bannedUntil());
    tx.execute("UPDATE host SET next_turn = ? WHERE name = ?", turn.plus(every), name);
    return Duration.between(now, turn);
  }

  /** No request to a host before a time; it only grows. */
  public static void hold(Transaction tx, String name, Instant until, boolean banned) {
    Host host = lock(tx, name);
    tx.update("UPDATE host SET held_until = :held, banned_until = :banned WHERE name = :name")
        .bind("held", latest(until, host.heldUntil()))
        .bind("banned", banned ? latest(until, host.bannedUntil()) : host.bannedUntil())
        .bind("name", name)
        .execute();
  }

  /** What a host wants now. */
  public static HostHold held(Transaction tx, String name) {
    Host host = tx.query(SELECT, name).mapTo(Host.class).findOne().orElse(Host.UNKNOWN);
    Instant now = tx.now();
    return new HostHold(
        name,
        Optional.ofNullable(host.heldUntil()).filter(now::isBefore),
        Optional.ofNullable(host.bannedUntil()).filter(now::isBefore));
  }

  private static Instant latest(Instant one, @Nullable Instant... others) {
    return Stream.concat(Stream.of(one), Stream.of(others).flatMap(Stream::ofNullable))
        .max(Instant::compareTo)
        .orElseThrow();
  }
}

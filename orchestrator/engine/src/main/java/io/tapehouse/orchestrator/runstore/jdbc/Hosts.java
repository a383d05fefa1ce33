package io.tapehouse.orchestrator.runstore.jdbc;

import io.tapehouse.orchestrator.runstore.RunStore.HostHold;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Turns at publishers' hosts. */
final class Hosts {

  private static final String SELECT =
      "SELECT t.next_turn, t.held_until, t.banned_until FROM host t WHERE t.name = ?";

  private Hosts() {}

  private record Entry(
      @Nullable Instant nextTurn, @Nullable Instant heldUntil, @Nullable Instant bannedUntil) {

    static final Entry NONE = new Entry(null, null, null);

    static Entry read(Row row) throws SQLException {
      return new Entry(row.timeOrNull(), row.timeOrNull(), row.timeOrNull());
    }
  }

  private static Entry lock(Tx tx, String host) throws SQLException {
    Optional<Entry> known = tx.first(SELECT + tx.dialect().lock(), Entry::read, host);
    if (known.isPresent()) {
      return known.get();
    }
    tx.update("INSERT INTO host (name) VALUES (?)", host);
    return Entry.NONE;
  }

  static Duration reserve(Tx tx, String host, Duration every) throws SQLException {
    Entry entry = lock(tx, host);
    Instant now = tx.now();
    Instant turn =
        latest(now, entry.nextTurn(), latest(now, entry.heldUntil(), entry.bannedUntil()));
    tx.update("UPDATE host SET next_turn = ? WHERE name = ?", turn.plus(every), host);
    return Duration.between(now, turn);
  }

  static void hold(Tx tx, String host, Instant until, boolean banned) throws SQLException {
    Entry entry = lock(tx, host);
    tx.update(
        "UPDATE host SET held_until = ?, banned_until = ? WHERE name = ?",
        latest(until, entry.heldUntil(), null),
        banned ? latest(until, entry.bannedUntil(), null) : entry.bannedUntil(),
        host);
  }

  static HostHold held(Tx tx, String host) throws SQLException {
    Entry entry = tx.first(SELECT, Entry::read, host).orElse(Entry.NONE);
    Instant now = tx.now();
    return new HostHold(
        host,
        Optional.ofNullable(entry.heldUntil()).filter(now::isBefore),
        Optional.ofNullable(entry.bannedUntil()).filter(now::isBefore));
  }

  private static Instant latest(Instant one, @Nullable Instant other, @Nullable Instant another) {
    return Stream.of(Optional.of(one), Optional.ofNullable(other), Optional.ofNullable(another))
        .flatMap(Optional::stream)
        .max(Instant::compareTo)
        .orElseThrow();
  }
}

package io.tapehouse.orchestrator.runstore.jdbc;

import io.tapehouse.orchestrator.runstore.RunStore;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The rule when tasks with a batch word are given out; see {@link RunStore#claim}. */
final class Gathering {

  private final Map<Place, Integer> depths;

  private Gathering(Map<Place, Integer> depths) {
    this.depths = depths;
  }

  /** Looks how far the groups of these batches are. */
  static Gathering look(Tx tx, Set<Key> keys) throws SQLException {
    return new Gathering(keys.isEmpty() ? Map.of() : leastDepths(tx, keys));
  }

  /** What the tasks of a batch have in common. */
  record Key(String batch, String dagId, String group, String pool) {}

  private record Place(String dagId, String group) {}

  private record Least(Place place, int depth) {

    static Least read(Row row) throws SQLException {
      return new Least(new Place(row.text(), row.text()), row.count());
    }
  }

  /** A task that may go with others. */
  record Member(Key key, long id, long rank, int depth, Instant readyAt, boolean deferred) {

    static Member read(Row row) throws SQLException {
      return new Member(
          new Key(row.text(), row.text(), row.text(), row.text()),
          row.number(),
          row.number(),
          row.count(),
          row.time(),
          row.flag());
    }
  }

  /**
   * The batches that may go now.
   *
   * @param gathered what may go, read after the look; a group that was not looked at waits
   */
  List<Offer> offers(Tx tx, Map<Key, List<Member>> gathered, Map<String, Integer> batchSizes)
      throws SQLException {
    if (gathered.isEmpty()) {
      return List.of();
    }
    Instant longAgo = tx.now().minus(RunStore.LONGEST_GATHERING);
    List<Offer> offers = new ArrayList<>();
    gathered.forEach(
        (key, members) -> {
          int size = batchSizes.getOrDefault(key.batch(), 1);
          int least = members.stream().mapToInt(Member::depth).min().orElseThrow();
          Place place = new Place(key.dagId(), key.group());
          boolean complete = depths.getOrDefault(place, Integer.MIN_VALUE) >= least;
          for (int from = 0; from < members.size(); from += size) {
            List<Member> part = members.subList(from, Math.min(from + size, members.size()));
            if (complete || part.size() == size || waited(part, longAgo)) {
              offers.add(offer(key, part));
            }
          }
        });
    return offers;
  }

  private static boolean waited(List<Member> members, Instant longAgo) {
    return members.stream().anyMatch(member -> !member.readyAt().isAfter(longAgo));
  }

  private static Offer offer(Key key, List<Member> members) {
    return new Offer(
        members.get(0).rank(),
        members.get(0).id(),
        key.pool(),
        members.stream().noneMatch(Member::deferred),
        members.stream().map(Member::id).toList());
  }

  /** The least depth at which anything is queued or running. */
  private static Map<Place, Integer> leastDepths(Tx tx, Set<Key> keys) throws SQLException {
    List<String> groups = keys.stream().map(Key::group).distinct().collect(Collectors.toList());
    Map<Place, Integer> depths = new HashMap<>();
    // Nothing queued or running: nothing is still to come.
    keys.forEach(key -> depths.put(new Place(key.dagId(), key.group()), Integer.MAX_VALUE));
    String query =
        "SELECT t.dag_id, t.run_group, MIN(t.depth) FROM task_instance t WHERE t.state = '%s'"
            + " AND t.run_group = ANY(?) GROUP BY t.dag_id, t.run_group";
    // One statement sees one moment: of two, a task that is handed back in between is in neither.
    tx.query(
            query.formatted("queued") + " UNION ALL " + query.formatted("running"),
            Least::read,
            tx.words(groups),
            tx.words(groups))
        .forEach(least -> depths.merge(least.place(), least.depth(), Math::min));
    return depths;
  }
}

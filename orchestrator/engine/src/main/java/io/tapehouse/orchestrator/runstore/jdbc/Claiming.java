package io.tapehouse.orchestrator.runstore.jdbc;

import io.tapehouse.orchestrator.runstore.Claim;
import io.tapehouse.orchestrator.runstore.ClaimRequest;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;

/** Gives out tasks: one claimer after the other, since each holds the pools. */
final class Claiming {

  private static final Offer BEFORE_ALL =
      new Offer(Long.MIN_VALUE, Long.MIN_VALUE, "", false, List.of());

  private Claiming() {}

  /** Whether it is worth while to claim: looks without locking. */
  static boolean worthWhile(Tx tx, ClaimRequest request) throws SQLException {
    Set<String> dags = Dags.going(tx, request.dags());
    return request.most() > 0
        && !dags.isEmpty()
        && new Claimable(tx, request, dags).any(selection(tx, request).freePools());
  }

  private static Selection selection(Tx tx, ClaimRequest request) throws SQLException {
    return new Selection(request.most(), Pools.free(tx, ""));
  }

  static List<Claim> claim(Tx tx, ClaimRequest request, String tag) throws SQLException {
    Selection selection = new Selection(request.most(), Pools.free(tx, tx.dialect().lock()));
    Set<String> dags = Dags.going(tx, request.dags());
    select(new Claimable(tx, request, dags), tx, request, selection);
    return HandingOut.handOut(tx, selection.taken(), request.node(), tag);
  }

  private static void select(Claimable claimable, Tx tx, ClaimRequest request, Selection selection)
      throws SQLException {
    List<Offer> offers = new ArrayList<>(claimable.goingOn(request.most()));
    Set<String> free = selection.freePools();
    // Whether others are still to come is looked at first: a task that ends after that look has
    // those that it lets go among the members, and never between the two.
    Gathering gathering = Gathering.look(tx, claimable.gathered(free).keySet());
    offers.addAll(gathering.offers(tx, claimable.gathered(free), request.batchSizes()));
    offers.sort(Offer.ORDER);
    Deque<Offer> others = new ArrayDeque<>(offers);
    Offer last = BEFORE_ALL;
    while (selection.left() > 0) {
      int wanted = selection.left();
      Set<String> pools = selection.freePools();
      List<Offer> page = pools.isEmpty() ? List.of() : claimable.singles(pools, last, wanted);
      for (Offer single : page) {
        while (!others.isEmpty() && Offer.ORDER.compare(others.peek(), single) < 0) {
          selection.offer(others.remove());
        }
        selection.offer(single);
        last = single;
      }
      if (page.size() < wanted) {
        others.forEach(selection::offer);
        return;
      }
    }
  }
}

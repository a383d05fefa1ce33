package io.tapehouse.orchestrator.runstore.jdbc.claims;

import io.tapehouse.orchestrator.runstore.Claim;
import io.tapehouse.orchestrator.runstore.ClaimRequest;
import io.tapehouse.orchestrator.runstore.jdbc.claims.Selection.Offer;
import io.tapehouse.orchestrator.runstore.jdbc.registry.Pools;
import io.tapehouse.orchestrator.runstore.jdbc.registry.RegisteredDags;
import io.tapehouse.orchestrator.runstore.jdbc.transaction.Transaction;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;

/** Gives out tasks: one claimer after the other, since each holds the pools. */
public final class Claiming {

  private static final Offer BEFORE_ALL =
      new Offer(Long.MIN_VALUE, Long.MIN_VALUE, "", false, List.of());

  private Claiming() {}

  /** Whether there is anything to claim: looks without locking. */
  public static boolean isWorthwhile(Transaction tx, ClaimRequest request) {
    Set<String> dags = RegisteredDags.notPaused(tx, request.dags());
    return request.most() > 0
        && !dags.isEmpty()
        && new ClaimableTasks(tx, request, dags)
            .any(new Selection(request.most(), Pools.free(tx)).freePools());
  }

  /**
   * Claims what a request may be given.
   *
   * @param tag the beginning of the ids of attempts
   */
  public static List<Claim> claim(Transaction tx, ClaimRequest request, String tag) {
    Selection selection = new Selection(request.most(), Pools.lockFree(tx));
    Set<String> dags = RegisteredDags.notPaused(tx, request.dags());
    select(new ClaimableTasks(tx, request, dags), tx, request, selection);
    return ClaimRecording.record(tx, selection.taken(), request.node(), tag);
  }

  private static void select(
      ClaimableTasks claimable, Transaction tx, ClaimRequest request, Selection selection) {
    List<Offer> offers = new ArrayList<>(claimable.deferred(request.most()));
    Set<String> free = selection.freePools();
    // Whether others are still to come is looked at first: a task that ends after that look has
    // those that it lets go among the members, and never between the two.
    BatchGathering gathering = BatchGathering.look(tx, claimable.gathered(free).keySet());
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

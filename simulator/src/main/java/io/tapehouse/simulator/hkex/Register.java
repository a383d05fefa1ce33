package io.tapehouse.simulator.hkex;

import io.tapehouse.simulator.hkex.Shareholding.Counts;
import io.tapehouse.simulator.hkex.Shareholding.Line;
import io.tapehouse.simulator.hkex.Stock.Kind;
import io.tapehouse.simulator.market.Noise;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import java.util.SplittableRandom;

/**
 * Who holds a stock. A few hubs hold most of it and are the other side of most transfers; each
 * other holder divides {@link Slot slots} with a hub or with its like. Safe for many threads.
 */
final class Register {

  private static final int MOST_HUBS = 8;
  private static final int CLEARING_HOUSE_SHARES = 754;
  private static final long OUTSIDE_PARTS = 400;
  private static final int FEW_UNITS = 20;
  private static final int HIDDEN_MORE = 3;
  private static final int WEEK = 5;

  private static final Comparator<Holding> ORDER =
      Comparator.comparingLong(Holding::shares)
          .reversed()
          .thenComparing(row -> row.holder().id())
          .thenComparing(row -> row.holder().name().english());

  private final Stock stock;
  private final List<Participant> holders = new ArrayList<>();
  private final List<Slot> slots = new ArrayList<>();
  private final long[] fixed;
  private final int hubs;
  private final int hidden;
  private final int outside;
  private final int hiddenCount;

  Register(long seed, Stock stock) {
    this.stock = stock;
    SplittableRandom random =
        new SplittableRandom(Noise.mix(seed) ^ Noise.mix(stock.code().hashCode()));
    holders.addAll(chosen(random));
    hubs = Math.max(2, Math.min(MOST_HUBS, holders.size() / 12));
    int participants = holders.size();
    for (int i = 0; i < stock.investors(); i++) {
      holders.add(Participants.investor(i));
    }
    hidden = holders.size();
    outside = hidden + 1;
    hiddenCount = stock.is(Kind.NO_HIDDEN_INVESTORS) ? 0 : 3 + random.nextInt(40);
    fixed = new long[outside + 1];
    double[] sizes = sizes(participants, random);
    for (int i = 0; i < hubs; i++) {
      fixed[i] = (long) sizes[i];
    }
    // What has not been deposited, and so is in no account.
    fixed[outside] = stock.issued() / OUTSIDE_PARTS;
    divide(sizes, participants, random);
  }

  private List<Participant> chosen(SplittableRandom random) {
    record Drawn(Participant participant, double place) {}
    List<Participant> known = Participants.known();
    List<Drawn> drawn = new ArrayList<>();
    for (int i = 0; i < known.size(); i++) {
      double behind = i < Participants.large() ? 0 : i < Participants.widespread() ? 0.7 : 2;
      // Only shares of mainland companies lie with the clearing house's own Hong Kong account.
      boolean apart = known.get(i).id().equals("A00005") && random.nextInt(3) > 0;
      drawn.add(new Drawn(known.get(i), (apart ? 10 : behind) + random.nextDouble()));
    }
    return drawn.stream()
        .sorted(Comparator.comparingDouble(Drawn::place))
        .limit(stock.holders())
        .map(Drawn::participant)
        .toList();
  }

  /** Heavy-tailed: the first few hold most, the last ones next to nothing. */
  private double[] sizes(int participants, SplittableRandom random) {
    double[] sizes = new double[participants];
    double sum = 0;
    for (int i = 0; i < participants; i++) {
      double rank = (double) i / participants;
      double jitter = StrictMath.exp(0.9 * (random.nextDouble() - 0.5));
      sizes[i] = StrictMath.pow(i + 1, -1.7) * StrictMath.exp(-8 * rank * rank) * jitter;
      sum += sizes[i] * (i < hubs ? 1 : 2);
    }
    for (int i = 0; i < participants; i++) {
      sizes[i] *= stock.issued() * stock.inCcass() / sum;
    }
    return sizes;
  }

  private void divide(double[] sizes, int participants, SplittableRandom random) {
    for (int i = 1; i < hubs; i++) {
      share(i - 1, i, sizes[i] * 0.06, 1, random, false);
    }
    for (int i = hubs; i < participants; i++) {
      double rank = (double) i / participants;
      boolean comesAndGoes = rank > 0.5 && random.nextInt(5) == 0;
      double perDay = 0.72 * StrictMath.exp(-3.2 * rank) + 0.03;
      double period = comesAndGoes ? 20 + random.nextInt(40) : 1 / perDay;
      share(random.nextInt(hubs), i, 2 * sizes[i], period, random, comesAndGoes);
      if (!comesAndGoes) {
        fixed[i] = random.nextInt(3) == 0 ? 1L + random.nextInt(stock.lot()) : 1;
        if (i % 4 == 0 && i > hubs) {
          int other = hubs + random.nextInt(i - hubs);
          share(other, i, sizes[i] * 0.5, 4 / perDay, random, false);
        }
      }
    }
    // Blocks that move whole, so that there is something to find.
    for (int i = 0; i < 2; i++) {
      int taker = hubs + random.nextInt(Math.max(1, participants / 3 - hubs));
      double size = stock.issued() * (0.006 + 0.012 * random.nextDouble());
      share(random.nextInt(hubs), taker, Math.min(size, fixed[0] * 0.2), 30, random, true);
    }
    for (int i = participants; i < hidden; i++) {
      fixed[i] = 1L + random.nextInt(stock.lot());
      double size = stock.issued() * 2e-5 * random.nextDouble();
      share(random.nextInt(hubs), i, size, 25, random, i % 3 == 2);
    }
    if (hiddenCount > 0) {
      fixed[hidden] = (long) hiddenCount + HIDDEN_MORE;
      share(random.nextInt(hubs), hidden, stock.issued() * 4e-5, 3, random, false);
    }
    share(outside, 0, stock.issued() * 0.002, 8, random, false);
  }

  private void share(
      int giver, int taker, double size, double period, SplittableRandom random, boolean whole) {
    long unit = size < (double) stock.lot() * FEW_UNITS ? 1 : stock.lot();
    long lots = Math.max(2, (long) (size / unit));
    slots.add(new Slot(giver, taker, lots, unit, Math.max(1, period), random.nextLong(), whole));
  }

  /**
   * The holdings at the end of a day.
   *
   * @param revision 0 for what was shown first; with 1 the largest holder has given shares to a few
   *     others
   */
  Shareholding on(LocalDate asked, LocalDate day, int revision) {
    LocalDate settled = CcassDays.settledOn(day);
    long businessDay = CcassDays.businessDay(settled);
    long[] shares = fixed.clone();
    for (Slot slot : slots) {
      long taken = slot.taken(businessDay);
      shares[slot.taker()] += taken;
      shares[slot.giver()] += slot.lots() * slot.unit() - taken;
    }
    if (revision > 0) {
      for (int i = 1; i <= 3; i++) {
        shares[0] -= (long) i * stock.lot();
        shares[i] += (long) i * stock.lot();
      }
    }
    int factor = stock.factor(day);
    List<Holding> rows = new ArrayList<>(hidden);
    for (int i = 0; i < hidden; i++) {
      if (shares[i] != 0) {
        boolean investor = i >= hidden - stock.investors();
        rows.add(new Holding(holders.get(i), investor, shares[i] * factor));
      }
    }
    if (stock.is(Kind.CLEARING_HOUSE)) {
      rows.add(new Holding(Participants.CLEARING_HOUSE, false, CLEARING_HOUSE_SHARES));
    }
    rows.sort(ORDER);
    long more = Math.floorMod(Noise.mix(hiddenCount + businessDay / WEEK), (long) HIDDEN_MORE);
    Line others =
        hiddenCount == 0
            ? new Line(0, 0)
            : new Line(shares[hidden] * factor, hiddenCount + (int) more);
    OptionalLong issued =
        stock.hasIssuedFigure(day)
            ? OptionalLong.of(stock.issued() * factor)
            : OptionalLong.empty();
    return new Shareholding(stock, asked, day, rows, Counts.of(rows, others), issued);
  }
}

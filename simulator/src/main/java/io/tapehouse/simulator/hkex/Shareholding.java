package io.tapehouse.simulator.hkex;

import java.time.LocalDate;
import java.util.List;
import java.util.OptionalLong;

/**
 * Who holds a stock at the end of a day.
 *
 * @param asked the date that was asked for
 * @param day the day that is shown
 * @param rows those that can be seen, the largest first
 * @param counts of all rows and of those that hide, also where rows are left out
 * @param issued the issued shares; empty where the site has no figure
 */
public record Shareholding(
    Stock stock,
    LocalDate asked,
    LocalDate day,
    List<Holding> rows,
    Counts counts,
    OptionalLong issued) {

  /** A line of the summary. */
  record Line(long shares, int holders) {
    Line plus(Line other) {
      return new Line(shares + other.shares, holders + other.holders);
    }
  }

  /** The summary. */
  record Counts(Line intermediaries, Line consenting, Line hidden) {
    Line total() {
      return intermediaries.plus(consenting).plus(hidden);
    }

    static Counts of(List<Holding> rows, Line hidden) {
      return new Counts(line(rows, false), line(rows, true), hidden);
    }

    private static Line line(List<Holding> rows, boolean investors) {
      List<Holding> some = rows.stream().filter(row -> row.isInvestor() == investors).toList();
      return new Line(some.stream().mapToLong(Holding::shares).sum(), some.size());
    }
  }

  public Shareholding {
    rows = List.copyOf(rows);
  }

  /** The same with the last third of the rows left out, and the summary as it was. */
  public Shareholding withRowsMissing() {
    return new Shareholding(
        stock, asked, day, rows.subList(0, rows.size() * 2 / 3), counts, issued);
  }

  /** The same without an issued figure, and so without percentages. */
  public Shareholding withoutIssued() {
    return new Shareholding(stock, asked, day, rows, counts, OptionalLong.empty());
  }
}

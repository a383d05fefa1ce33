package io.tapehouse.etl.job;

import io.tapehouse.etl.parquet.Cells;
import io.tapehouse.etl.parquet.ColumnValues;
import io.tapehouse.etl.parquet.ColumnValues.Texts;
import io.tapehouse.etl.parquet.GroupWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.apache.parquet.io.api.Binary;

/**
 * Writes the prints of a file as rows of the lake: by product, contracts before spreads, and those
 * of an instrument by line. A group of rows ends where a product begins that does not fit into it,
 * so that least and greatest product of each group lead a reader to the groups of one product. Not
 * safe for use by many threads.
 */
final class TickTable {

  private static final long MICROS = 1_000_000L;

  /** A lot in the unit of the column, which has two decimals. */
  private static final long HUNDREDTHS = 100;

  /** Rows of a group: the smallest piece that is read, and that engines read side by side. */
  private static final int GROUP_ROWS = 1 << 16;

  private static final Comparator<Instrument> ORDER =
      Comparator.comparing((Instrument one) -> one.near.product())
          .thenComparing(one -> one.far.isPresent())
          .thenComparing(one -> one.near.key())
          .thenComparing(one -> one.far.map(far -> far.key()).orElse(""));

  private final GroupWriter writer;
  private final boolean withSpreads;
  private final int epochDay;
  private int rows;
  private final Texts products = new Texts();
  private final Texts contracts = new Texts();
  private final Texts nearContracts = new Texts();
  private final Texts farContracts = new Texts();
  private final Texts sessions = new Texts();
  private final long[] moments = new long[GROUP_ROWS];
  private final int[] lines = new int[GROUP_ROWS];
  private final long[] prices = new long[GROUP_ROWS];
  private final long[] nearPrices = new long[GROUP_ROWS];
  private final long[] farPrices = new long[GROUP_ROWS];
  private final boolean[] spreads = new boolean[GROUP_ROWS];
  private final long[] lots = new long[GROUP_ROWS];
  private final boolean[] auctions = new boolean[GROUP_ROWS];

  /**
   * Writes to the table of the lake that {@code input} names for its prints.
   *
   * @param withSpreads whether the table has columns for spreads
   */
  TickTable(Input input, Output output, boolean withSpreads) {
    this.writer = output.groups(input.tickTable().orElseThrow());
    this.withSpreads = withSpreads;
    this.epochDay = Math.toIntExact(input.date().toEpochDay());
  }

  /** Writes the prints of all instruments of the file, which kept theirs. */
  void write(Collection<Instrument> instruments) throws IOException {
    List<Instrument> sorted = new ArrayList<>(instruments);
    sorted.sort(ORDER);
    for (int from = 0; from < sorted.size(); ) {
      String product = sorted.get(from).near.product();
      int to = from;
      long size = 0;
      while (to < sorted.size() && sorted.get(to).near.product().equals(product)) {
        size += sorted.get(to).prints().size();
        to++;
      }
      if (rows + size > GROUP_ROWS) {
        endGroup();
      }
      for (Instrument instrument : sorted.subList(from, to)) {
        write(instrument);
      }
      from = to;
    }
    endGroup();
  }

  private void write(Instrument instrument) throws IOException {
    Prints prints = instrument.prints();
    Binary product = Cells.encoded(instrument.near.product());
    Binary near = Cells.encoded(instrument.near.key());
    Binary far = instrument.far.map(name -> Cells.encoded(name.key())).orElse(null);
    for (int from = 0; from < prints.size(); ) {
      if (rows == GROUP_ROWS) {
        endGroup();
      }
      int count = Math.min(prints.size() - from, GROUP_ROWS - rows);
      products.add(product, count);
      contracts.add(far == null ? near : null, count);
      nearContracts.add(far == null ? null : near, count);
      farContracts.add(far, count);
      Arrays.fill(spreads, rows, rows + count, far != null);
      take(prints, from, count, HUNDREDTHS / instrument.divisor());
      rows += count;
      from += count;
    }
  }

  private void take(Prints prints, int from, int count, long lot) {
    boolean day = prints.isDay(from);
    int session = 0;
    for (int i = 0; i < count; i++) {
      int print = from + i;
      int row = rows + i;
      moments[row] = prints.moment(print) * MICROS;
      lines[row] = prints.line(print);
      prices[row] = prints.price(print);
      lots[row] = prints.volume(print) * lot;
      auctions[row] = prints.isStarred(print);
      if (spreads[row]) {
        nearPrices[row] = prints.nearPrice(print);
        farPrices[row] = prints.farPrice(print);
      }
      if (prints.isDay(print) != day) {
        sessions.add(BarTables.session(day), session);
        day = !day;
        session = 0;
      }
      session++;
    }
    sessions.add(BarTables.session(day), session);
  }

  private void endGroup() throws IOException {
    List<ColumnValues> columns = new ArrayList<>();
    columns.add(products);
    columns.add(contracts);
    if (withSpreads) {
      columns.add(nearContracts);
      columns.add(farContracts);
    }
    columns.add(ColumnValues.same(epochDay));
    columns.add(sessions);
    columns.add(ColumnValues.figures(moments));
    columns.add(ColumnValues.integers(lines));
    columns.add(ColumnValues.figures(prices));
    if (withSpreads) {
      columns.add(ColumnValues.figures(nearPrices, spreads));
      columns.add(ColumnValues.figures(farPrices, spreads));
    }
    columns.add(ColumnValues.figures(lots));
    columns.add(ColumnValues.flags(auctions));
    writer.write(rows, columns);
    rows = 0;
    for (Texts texts : List.of(products, contracts, nearContracts, farContracts, sessions)) {
      texts.clear();
    }
  }
}

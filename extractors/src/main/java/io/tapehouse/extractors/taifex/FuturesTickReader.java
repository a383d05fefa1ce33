package io.tapehouse.extractors.taifex;

import io.tapehouse.dictionary.product.Expiry;
import io.tapehouse.extractors.Quarantine;
import io.tapehouse.extractors.SourceFile;
import io.tapehouse.extractors.UnreadableFileException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code Daily_yyyy_MM_dd.zip}, also as its CSV or {@code .rpt} alone, and its sibling {@code
 * _C.zip}, which has the same columns but the last: there a star marks a spread that met a spread,
 * here one of the opening call auction.
 *
 * <p>Source of the rules: TAIFEX's download page "daily transactions of the last 30 trading days";
 * the header has B+S, so a trade is counted on both sides. Until 2016 the header calls the date
 * 交易日期, and the oldest files lack the last columns; the rows are the same.
 */
public final class FuturesTickReader {

  private static final int DATE = 0;
  private static final int PRODUCT = 1;
  private static final int EXPIRE = 2;
  private static final int TIME = 3;
  private static final int PRICE = 4;
  private static final int VOLUME = 5;
  private static final int NEAR_PRICE = 6;
  private static final int FAR_PRICE = 7;
  private static final int STAR = 8;
  private static final List<Column> COLUMNS =
      List.of(
          TickFile.DATE_COLUMN,
          Column.named("商品代號"),
          Column.named("到期月份(週別)", "交割年月"),
          TickFile.TIME_COLUMN,
          Column.named("成交價格"),
          Column.named("成交數量(B+S)"),
          Column.added("近月價格"),
          Column.added("遠月價格"));
  private static final List<Column> TICK_COLUMNS = with(Column.added("開盤集合競價"));
  private static final List<Column> SPREAD_COLUMNS = with(Column.named("屬價差對價差成交者"));

  private FuturesTickReader() {}

  /**
   * Reads every futures trade of a trading day.
   *
   * @param quarantine takes the rows that cannot be read
   * @throws UnreadableFileException when the file as a whole must not be loaded
   */
  public static <C> TickSummary readTicks(
      SourceFile file, Path path, Quarantine quarantine, PrintSink<C> sink)
      throws IOException, UnreadableFileException {
    return TickFile.read(
        file, path, quarantine, TICK_COLUMNS, DATE, TIME, new Rows<>(sink, quarantine));
  }

  /** Reads every fill that a spread order had a part in: {@code _C.zip}. */
  public static <C> TickSummary readSpreadTicks(
      SourceFile file, Path path, Quarantine quarantine, PrintSink<C> sink)
      throws IOException, UnreadableFileException {
    return TickFile.read(
        file, path, quarantine, SPREAD_COLUMNS, DATE, TIME, new Rows<>(sink, quarantine));
  }

  private static List<Column> with(Column last) {
    return java.util.stream.Stream.concat(COLUMNS.stream(), java.util.stream.Stream.of(last))
        .toList();
  }

  /** One row after the other, remembering the contract: rows are sorted by it. */
  private static final class Rows<C> implements TickFile.RowReader {

    private final PrintSink<C> sink;
    private final TickRows check;
    private final ContractCache<ContractEntry<C>> contracts = new ContractCache<>();

    // The row that was passed on last.
    private @Nullable ContractEntry<C> lastEntry;
    private long lastMoment;
    private boolean lastDay;
    private long lastPrice;
    private long lastNear;
    private long lastFar;
    private long lastVolume;
    private boolean lastStarred;

    Rows(PrintSink<C> sink, Quarantine quarantine) {
      this.sink = sink;
      this.check = new TickRows(quarantine);
    }

    @Override
    public TickFile.Row read(CsvLines lines, Header header, long moment, boolean day) {
      byte[] bytes = lines.bytes();
      ContractEntry<C> entry =
          contracts.find(lines, header.position(PRODUCT), header.position(EXPIRE), this::entry);
      if (entry.complaint() != null) {
        return bad(lines, entry.complaint());
      }
      long price = check.price(lines, header.position(PRICE), entry.isSpread());
      if (price == Fields.BAD) {
        return TickFile.Row.SET_ASIDE;
      }
      long volume = check.volume(lines, header.position(VOLUME));
      if (volume == Fields.BAD) {
        return TickFile.Row.SET_ASIDE;
      }
      int field = header.position(STAR);
      boolean starred =
          field != Header.ABSENT
              && Fields.is(bytes, lines.fieldStart(field), lines.fieldEnd(field), '*');
      if (!starred && !isEmpty(lines, field)) {
        return bad(lines, "expected a star or nothing, found " + TickRows.text(lines, field));
      }
      if (entry.isSpread()) {
        lastNear = legPrice(lines, header.position(NEAR_PRICE));
        lastFar = legPrice(lines, header.position(FAR_PRICE));
        if (lastNear == Fields.BAD || lastFar == Fields.BAD) {
          return bad(lines, "expected the prices of both legs of a spread");
        }
      } else if (!isAbsent(lines, header.position(NEAR_PRICE))
          || !isAbsent(lines, header.position(FAR_PRICE))) {
        return bad(lines, "expected no prices of legs on a contract that is no spread");
      }
      lastEntry = entry;
      lastMoment = moment;
      lastDay = day;
      lastPrice = price;
      lastVolume = volume;
      lastStarred = starred;
      pass(entry, lines.number());
      return entry.isSpread() ? TickFile.Row.SPREAD_PRINT : TickFile.Row.PRINT;
    }

    @Override
    public void repeat(long line) {
      pass(Objects.requireNonNull(lastEntry), line);
    }

    private void pass(ContractEntry<C> entry, long line) {
      C contract = entry.contract();
      if (entry.isSpread()) {
        sink.spreadPrint(
            contract,
            line,
            lastMoment,
            lastDay,
            lastPrice,
            lastNear,
            lastFar,
            lastVolume,
            lastStarred);
      } else {
        sink.print(contract, line, lastMoment, lastDay, lastPrice, lastVolume, lastStarred);
      }
    }

    private ContractEntry<C> entry(String product, String expire) {
      if (!TickFile.isProduct(product)) {
        return ContractEntry.bad("expected a product code, found '" + product + "'");
      }
      int slash = expire.indexOf('/');
      if (slash < 0) {
        return Expiry.parse(expire).isEmpty()
            ? ContractEntry.bad("expected a month or week of expiry, found '" + expire + "'")
            : ContractEntry.single(() -> sink.contract(ContractName.future(product, expire)));
      }
      String near = expire.substring(0, slash);
      String far = expire.substring(slash + 1);
      if (Expiry.parse(near).isEmpty() || Expiry.parse(far).isEmpty() || near.equals(far)) {
        return ContractEntry.bad("expected two expiries of a spread, found '" + expire + "'");
      }
      return ContractEntry.spread(
          () -> sink.spread(ContractName.future(product, near), ContractName.future(product, far)));
    }

    private TickFile.Row bad(CsvLines lines, String reason) {
      check.bad(lines, reason);
      return TickFile.Row.SET_ASIDE;
    }

    private static boolean isEmpty(CsvLines lines, int field) {
      return field == Header.ABSENT || lines.fieldStart(field) >= lines.fieldEnd(field);
    }

    private static boolean isAbsent(CsvLines lines, int field) {
      if (field == Header.ABSENT) {
        return true;
      }
      int from = lines.fieldStart(field);
      int to = lines.fieldEnd(field);
      return from >= to || Fields.is(lines.bytes(), from, to, '-');
    }

    private static long legPrice(CsvLines lines, int field) {
      return field == Header.ABSENT
          ? Fields.BAD
          : Fields.micros(lines.bytes(), lines.fieldStart(field), lines.fieldEnd(field));
    }
  }
}

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
 * Reads {@code OptionsDaily_yyyy_MM_dd.zip}: a padded spool with a line of dashes under the header,
 * each fill once a side.
 */
public final class OptionsTickReader {

  private static final int DATE = 0;
  private static final int PRODUCT = 1;
  private static final int STRIKE = 2;
  private static final int EXPIRE = 3;
  private static final int TYPE = 4;
  private static final int TIME = 5;
  private static final int PRICE = 6;
  private static final int VOLUME = 7;
  private static final int STAR = 8;
  private static final List<Column> COLUMNS =
      List.of(
          TickFile.DATE_COLUMN,
          Column.named("商品代號"),
          Column.named("履約價格"),
          Column.named("到期月份(週別)", "交割年月"),
          Column.named("買賣權別", "買賣權"),
          TickFile.TIME_COLUMN,
          Column.named("成交價格"),
          Column.named("成交數量(B or S)"),
          Column.added("開盤集合競價"));

  private OptionsTickReader() {}

  /**
   * Reads every option trade of a trading day.
   *
   * @param quarantine takes the rows that cannot be read
   * @throws UnreadableFileException when the file as a whole must not be loaded
   */
  public static <C> TickSummary readTicks(
      SourceFile file, Path path, Quarantine quarantine, PrintSink<C> sink)
      throws IOException, UnreadableFileException {
    return TickFile.read(file, path, quarantine, COLUMNS, DATE, TIME, new Rows<>(sink, quarantine));
  }

  private static final class Rows<C> implements TickFile.RowReader {

    private final PrintSink<C> sink;
    private final TickRows check;
    private final ContractCache<ContractEntry<C>> contracts = new ContractCache<>();

    // The row that was passed on last.
    private @Nullable ContractEntry<C> lastEntry;
    private long lastMoment;
    private boolean lastDay;
    private long lastPrice;
    private long lastVolume;
    private boolean lastStarred;

    Rows(PrintSink<C> sink, Quarantine quarantine) {
      this.sink = sink;
      this.check = new TickRows(quarantine);
    }

    @Override
    public TickFile.Row read(CsvLines lines, Header header, long moment, boolean day) {
      ContractEntry<C> entry =
          contracts.find(
              lines,
              header.position(PRODUCT),
              header.position(STRIKE),
              header.position(EXPIRE),
              header.position(TYPE),
              this::entry);
      if (entry.complaint() != null) {
        return bad(lines, entry.complaint());
      }
      long price = check.price(lines, header.position(PRICE), false);
      if (price == Fields.BAD) {
        return TickFile.Row.SET_ASIDE;
      }
      long volume = check.volume(lines, header.position(VOLUME));
      if (volume == Fields.BAD) {
        return TickFile.Row.SET_ASIDE;
      }
      lastEntry = entry;
      lastMoment = moment;
      lastDay = day;
      lastPrice = price;
      lastVolume = volume;
      int star = header.position(STAR);
      lastStarred =
          star != Header.ABSENT
              && Fields.is(lines.bytes(), lines.fieldStart(star), lines.fieldEnd(star), '*');
      repeat(lines.number());
      return TickFile.Row.PRINT;
    }

    @Override
    public void repeat(long line) {
      C contract = Objects.requireNonNull(lastEntry).contract();
      sink.print(contract, line, lastMoment, lastDay, lastPrice, lastVolume, lastStarred);
    }

    private ContractEntry<C> entry(String[] fields) {
      String product = fields[0];
      String strike = fields[1];
      String expire = fields[2];
      String type = fields[3];
      if (!TickFile.isProduct(product)) {
        return ContractEntry.bad("expected a product code, found '" + product + "'");
      }
      byte[] digits = strike.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
      long strikeMicros = Fields.micros(digits, 0, digits.length);
      if (strikeMicros == Fields.BAD || strikeMicros <= 0) {
        return ContractEntry.bad("expected a strike price, found '" + strike + "'");
      }
      if (Expiry.parse(expire).isEmpty()) {
        return ContractEntry.bad("expected a month or week of expiry, found '" + expire + "'");
      }
      if (!type.equals("C") && !type.equals("P")) {
        return ContractEntry.bad("expected C or P, found '" + type + "'");
      }
      return ContractEntry.single(
          () -> sink.contract(ContractName.option(product, expire, strikeMicros, type)));
    }

    private TickFile.Row bad(CsvLines lines, String reason) {
      check.bad(lines, reason);
      return TickFile.Row.SET_ASIDE;
    }
  }
}

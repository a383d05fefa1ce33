package io.tapehouse.simulator.taifex;

import io.tapehouse.simulator.document.CsvPublication;
import io.tapehouse.simulator.document.DocumentForm;
import io.tapehouse.simulator.document.Edition;
import io.tapehouse.simulator.document.Encoding;
import io.tapehouse.simulator.document.TextTable;
import io.tapehouse.simulator.market.Market;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** What the reports have in common that the exchange gives for a form with a date. */
abstract class TaifexReport extends CsvPublication {

  private static final String ALERT_PAGE =
      """
      <!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.01 Transitional//EN" "http://www.w3.org/TR/html4/loose.dtd">
      <html>
      <head><meta http-equiv="Content-Type" content="text/html; charset=UTF-8"></head>
      <body>
      <script>
      alert("查無資料");
      </script>
      </body>
      </html>
      """;

  /** What is sent for a day without trading. */
  enum WithoutData {
    HEADER,
    ALERT
  }

  private final Market market;
  private final WithoutData withoutData;

  TaifexReport(
      Market market,
      List<String> columns,
      String rowEnd,
      List<String> notes,
      WithoutData withoutData) {
    super(columns, Encoding.MS950, rowEnd, notes);
    this.market = market;
    this.withoutData = withoutData;
  }

  /** The rows of an open day. */
  abstract List<List<String>> rows(LocalDate date, int revision);

  final Market market() {
    return market;
  }

  @Override
  public final Optional<TextTable> table(Edition edition) {
    return market.days().isOpen(edition.date())
        ? Optional.of(table(rows(edition.date(), edition.revision())))
        : Optional.empty();
  }

  @Override
  public final byte[] noData(DocumentForm form) {
    return withoutData == WithoutData.HEADER
        ? super.noData(form)
        : ALERT_PAGE.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public final String noDataContentType(DocumentForm form) {
    return withoutData == WithoutData.HEADER ? contentType(form) : "text/html;charset=UTF-8";
  }

  @Override
  public final LocalDate otherDate(LocalDate date) {
    return market.days().before(date);
  }

  static String slashed(LocalDate date) {
    return "%d/%02d/%02d".formatted(date.getYear(), date.getMonthValue(), date.getDayOfMonth());
  }

  static String padded(String text, int width) {
    return text + " ".repeat(Math.max(0, width - text.length()));
  }

  /** A price with its zero before the point, which tick files leave out. */
  static String price(long price) {
    return BigDecimal.valueOf(price).movePointLeft(4).stripTrailingZeros().toPlainString();
  }

  /** {@code part} in percent of {@code whole}, with two decimals. */
  static String percent(long part, long whole) {
    return whole == 0
        ? "0.00"
        : BigDecimal.valueOf(100 * part)
            .divide(BigDecimal.valueOf(whole), 2, RoundingMode.HALF_UP)
            .toPlainString();
  }
}

package io.tapehouse.extractors.taifex;

import io.tapehouse.extractors.Quarantine;
import io.tapehouse.extractors.SourceFile;
import io.tapehouse.extractors.UnreadableFileException;
import io.tapehouse.extractors.UnreadableFileException.Kind;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipException;

/** Reads {@code Daily_yyyy_MM_dd_B.zip}: the exchange's own volume of each futures product. */
public final class SpreadReportReader {

  private static final int DATE = 0;
  private static final int PRODUCT = 1;
  private static final int SPREAD_VOLUME = 2;
  private static final int MARKET_VOLUME = 3;
  private static final List<Column> COLUMNS =
      List.of(
          Column.named("交易日期", "成交日期"),
          Column.named("商品代號"),
          Column.named("價差委託成交量(B+S)"),
          Column.named("市場總成交量(B+S)"),
          Column.named("價差委託成交比率(%)"));
  private static final String TOTAL = "合計";

  private SpreadReportReader() {}

  /**
   * Volume of a product, buy plus sell.
   *
   * @param product the publisher's product code
   * @param spreadVolume of spread orders
   * @param marketVolume of all orders
   */
  public record ProductVolume(String product, long spreadVolume, long marketVolume) {}

  /**
   * What the report holds.
   *
   * @param products volumes by product, without the publisher's own total
   * @param rows rows below the header, the total included
   * @param bytes bytes of text
   * @param newColumns columns that Tapehouse does not know
   * @param notes what else is worth a word: that it is written in another encoding
   */
  public record Report(
      List<ProductVolume> products,
      long rows,
      long bytes,
      List<String> newColumns,
      List<String> notes) {}

  /**
   * Reads the report.
   *
   * @throws UnreadableFileException also when the products do not add up to the publisher's total
   */
  public static Report read(SourceFile source, Path path, Quarantine quarantine)
      throws IOException, UnreadableFileException {
    try (TaifexText csv = TaifexText.open(source, path)) {
      quarantine.enter(csv.file());
      try {
        return read(source, csv, quarantine);
      } catch (UnreadableFileException e) {
        throw csv.because(e);
      } catch (ZipException | EOFException e) {
        throw new UnreadableFileException(
            Kind.DAMAGED, csv.file(), "expected a whole zip, found " + e.getMessage());
      }
    }
  }

  private static Report read(SourceFile source, TaifexText csv, Quarantine quarantine)
      throws IOException, UnreadableFileException {
    CsvLines lines = new CsvLines(csv.content());
    Header header = Header.read(csv.file(), lines, COLUMNS);
    String date = source.date().format(DateTimeFormatter.BASIC_ISO_DATE);
    List<ProductVolume> products = new ArrayList<>();
    ProductVolume total = null;
    long rows = 0;
    while (lines.next()) {
      if (lines.blank()) {
        continue;
      }
      rows++;
      String complaint = lines.complaint();
      if (complaint != null) {
        bad(quarantine, lines, complaint);
        continue;
      }
      String[] fields = lines.text().split(",", -1);
      if (fields.length != header.width()) {
        bad(
            quarantine,
            lines,
            "expected %d fields, found %d".formatted(header.width(), fields.length));
        continue;
      }
      boolean isTotal = fields[header.position(DATE)].strip().equals(TOTAL);
      ProductVolume volume = volume(fields, header);
      if (volume == null) {
        bad(quarantine, lines, "expected two volumes, found " + lines.text());
      } else if (isTotal) {
        total = volume;
      } else if (!fields[header.position(DATE)].strip().equals(date)) {
        throw new UnreadableFileException(
            Kind.WRONG_DATE,
            csv.file(),
            lines.number(),
            "expected the date %s, found %s".formatted(date, fields[header.position(DATE)]));
      } else if (!TickFile.isProduct(volume.product())) {
        bad(quarantine, lines, "expected a product code, found '" + volume.product() + "'");
      } else {
        products.add(volume);
      }
    }
    csv.verify();
    quarantine.check(rows);
    checkTotal(csv.file(), products, total, quarantine);
    return new Report(products, rows, csv.bytesRead(), header.unknown(), header.notes());
  }

  private static ProductVolume volume(String[] fields, Header header) {
    long spread = number(fields[header.position(SPREAD_VOLUME)]);
    long market = number(fields[header.position(MARKET_VOLUME)]);
    return spread < 0 || market < 0
        ? null
        : new ProductVolume(fields[header.position(PRODUCT)].strip(), spread, market);
  }

  private static long number(String field) {
    byte[] digits = field.strip().getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
    return Fields.whole(digits, 0, digits.length);
  }

  private static void checkTotal(
      SourceFile file, List<ProductVolume> products, ProductVolume total, Quarantine quarantine)
      throws UnreadableFileException {
    if (products.isEmpty()) {
      throw new UnreadableFileException(Kind.NO_DATA, file, "expected products, found none");
    }
    long market = products.stream().mapToLong(ProductVolume::marketVolume).sum();
    if (total != null && quarantine.count() == 0 && total.marketVolume() != market) {
      throw new UnreadableFileException(
          Kind.DAMAGED,
          file,
          "expected products that add up to the total of %d, found %d"
              .formatted(total.marketVolume(), market));
    }
  }

  private static void bad(Quarantine quarantine, CsvLines lines, String reason) {
    quarantine.add(lines.number(), reason, lines.text());
  }
}

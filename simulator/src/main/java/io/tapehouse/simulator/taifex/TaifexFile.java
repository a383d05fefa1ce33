package io.tapehouse.simulator.taifex;

import io.tapehouse.simulator.document.DocumentForm;
import io.tapehouse.simulator.document.Edition;
import io.tapehouse.simulator.document.Encoding;
import io.tapehouse.simulator.document.SimulatedPublication;
import io.tapehouse.simulator.document.TextTable;
import io.tapehouse.simulator.market.Market;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * What the download files of the exchange have in common: one MS950 text with CRLF in a zip file.
 */
abstract class TaifexFile implements SimulatedPublication {

  private static final String NO_FILE_PAGE =
      """
      <!DOCTYPE html>
      <html lang="zh-Hant">
      <head><meta charset="utf-8"><title>臺灣期貨交易所</title></head>
      <body><p>您所查詢的網頁不存在</p><a href="/cht/index">回首頁</a></body>
      </html>
      """;

  private final Market market;

  TaifexFile(Market market) {
    this.market = market;
  }

  /** The contents of an open day. */
  abstract TextTable openDay(Edition edition);

  /** The lines before the rows. */
  abstract List<String> head(TextTable table);

  /** One row that has all of its cells. */
  abstract void line(StringBuilder text, List<String> cells);

  final Market market() {
    return market;
  }

  @Override
  public final Optional<TextTable> table(Edition edition) {
    return market.days().isOpen(edition.date()) ? Optional.of(openDay(edition)) : Optional.empty();
  }

  @Override
  public final byte[] render(TextTable table, Edition edition) {
    StringBuilder text = new StringBuilder(64 * table.rows().size());
    for (String line : head(table)) {
      text.append(line).append("\r\n");
    }
    int columns = table.columns().size();
    for (List<String> cells : table.rows()) {
      if (cells.size() < columns) {
        text.append(String.join(",", cells));
      } else {
        line(text, cells);
      }
      text.append("\r\n");
    }
    return text.toString().getBytes(Encoding.MS950);
  }

  @Override
  public final byte[] pack(byte[] rendered, String fileName, LocalDate date) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(rendered.length / 8);
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      ZipEntry entry = new ZipEntry(fileName.replace(".zip", ".csv"));
      // Local time and never that of the machine: the same file must be the same bytes everywhere.
      entry.setTimeLocal(date.atTime(16, 44));
      zip.putNextEntry(entry);
      zip.write(rendered);
      zip.closeEntry();
    } catch (IOException e) {
      throw new UncheckedIOException("zip in memory of " + fileName, e);
    }
    return bytes.toByteArray();
  }

  @Override
  public final byte[] noData(DocumentForm form) {
    return NO_FILE_PAGE.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public final String contentType(DocumentForm form) {
    return "application/zip";
  }

  @Override
  public final String noDataContentType(DocumentForm form) {
    return "text/html;charset=UTF-8";
  }

  @Override
  public final LocalDate otherDate(LocalDate date) {
    return market.days().before(date);
  }

  static String compact(LocalDate date) {
    int digits = date.getYear() * 10_000 + date.getMonthValue() * 100 + date.getDayOfMonth();
    return Integer.toString(digits);
  }
}

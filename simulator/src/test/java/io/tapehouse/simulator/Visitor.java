package io.tapehouse.simulator;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.zip.ZipInputStream;

/** A plain client of a simulator, which reads its files with nothing but string splitting. */
final class Visitor {

  static final Charset MS950 = Charset.forName("MS950");
  static final String FUTURES = "DailydownloadCSV/Daily_%s.zip";
  static final String SPREADS = "DailydownloadCSV_C/Daily_%s_C.zip";
  static final String REPORT = "DailydownloadCSV_B/Daily_%s_B.zip";
  static final String OPTIONS = "OptionsDailydownloadCSV/OptionsDaily_%s.zip";

  private final HttpClient client = HttpClient.newHttpClient();
  private final ExchangeSimulator simulator;

  Visitor(ExchangeSimulator simulator) {
    this.simulator = simulator;
  }

  HttpResponse<byte[]> get(String path, String... headers) throws IOException {
    URI address = simulator.baseUri().resolve("/" + path);
    HttpRequest.Builder request = HttpRequest.newBuilder(address);
    if (headers.length > 0) {
      request.headers(headers);
    }
    try {
      return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  HttpResponse<byte[]> taifex(String file, LocalDate date) throws IOException {
    return get(taifexPath(file, date));
  }

  static String taifexPath(String file, LocalDate date) {
    String name = file.formatted(date.format(DateTimeFormatter.ofPattern("yyyy_MM_dd")));
    return "www.taifex.com.tw/file/taifex/Dailydownload/" + name;
  }

  /** The data rows of a TAIFEX file, split at commas, cells stripped. */
  List<List<String>> rows(String file, LocalDate date, int headLines) throws IOException {
    String[] lines = text(taifex(file, date).body()).split("\r\n", -1);
    // The text ends with a line end, which leaves one empty piece.
    return List.of(lines).subList(headLines, lines.length - 1).stream()
        .map(line -> List.of(line.split(",", -1)).stream().map(String::strip).toList())
        .toList();
  }

  static String text(byte[] zip) {
    try (ZipInputStream entries = new ZipInputStream(new ByteArrayInputStream(zip))) {
      entries.getNextEntry();
      return new String(entries.readAllBytes(), MS950);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

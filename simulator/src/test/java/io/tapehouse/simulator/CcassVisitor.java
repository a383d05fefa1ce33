package io.tapehouse.simulator;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** A visitor of the simulated CCASS search, who fills in the form as a browser does. */
final class CcassVisitor {

  static final String ENGLISH = "www3.hkexnews.hk/sdw/search/searchsdw.aspx";
  static final String CHINESE = "www3.hkexnews.hk/sdw/search/searchsdw_c.aspx";
  static final String LIST = "www3.hkexnews.hk/sdw/search/stocklist.aspx";

  private final HttpClient client = HttpClient.newHttpClient();
  private final ExchangeSimulator simulator;
  private Map<String, String> form = Map.of();

  CcassVisitor(ExchangeSimulator simulator) {
    this.simulator = simulator;
  }

  /** Reads the form, and takes its hidden fields along from now on. */
  Document readForm(String page) throws IOException {
    Document document = Jsoup.parse(get(page).body(), address(page).toString());
    form = fields(document);
    return document;
  }

  CcassPage search(String code, String date) throws IOException {
    return new CcassPage(post(ENGLISH, filledIn(code, date)).body());
  }

  CcassPage search(String code, LocalDate date) throws IOException {
    return search(code, date.format(DateTimeFormatter.ofPattern("uuuu/MM/dd")));
  }

  Map<String, String> filledIn(String code, String date) throws IOException {
    if (form.isEmpty()) {
      readForm(ENGLISH);
    }
    Map<String, String> fields = new LinkedHashMap<>(form);
    fields.put("__EVENTTARGET", "btnSearch");
    fields.put("txtStockCode", code);
    fields.put("txtShareholdingDate", date);
    return fields;
  }

  HttpResponse<String> get(String page, String... headers) throws IOException {
    HttpRequest.Builder request = HttpRequest.newBuilder(address(page));
    return send(headers.length == 0 ? request : request.headers(headers));
  }

  HttpResponse<String> post(String page, Map<String, String> fields) throws IOException {
    String body =
        fields.entrySet().stream()
            .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
            .collect(Collectors.joining("&"));
    return send(
        HttpRequest.newBuilder(address(page))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws IOException {
    try {
      return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private URI address(String page) {
    return simulator.baseUri().resolve("/" + page);
  }

  private static Map<String, String> fields(Document page) {
    Map<String, String> fields = new LinkedHashMap<>();
    for (Element input : page.select("#form1 input[name]")) {
      fields.put(input.attr("name"), input.attr("value"));
    }
    return fields;
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}

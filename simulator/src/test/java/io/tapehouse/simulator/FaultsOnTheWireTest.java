package io.tapehouse.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FaultsOnTheWireTest {

  private static final LocalDate DATE = LocalDate.of(2024, 11, 5);
  private static final String INDEX = "www.twse.com.tw/rwd/zh/TAIEX/MI_5MINS_INDEX?response=";
  private static final SimulatorConfig CONFIG = SimulatorConfig.defaults().withVolume(0.1);

  private ExchangeSimulator simulator = ExchangeSimulator.start(CONFIG);

  @AfterEach
  void stop() {
    simulator.close();
  }

  private Visitor with(String... rules) {
    simulator.close();
    simulator =
        ExchangeSimulator.start(CONFIG.withFaults(rules).withSlowness(Duration.ofMillis(300)));
    return new Visitor(simulator);
  }

  private Visitor withFutures(String fault) {
    return with("taifex.futures_tick=" + fault);
  }

  private byte[] clean() throws IOException {
    try (ExchangeSimulator untroubled = ExchangeSimulator.start(CONFIG)) {
      return new Visitor(untroubled).taifex(Visitor.FUTURES, DATE).body();
    }
  }

  private List<String> cleanLines() throws IOException {
    return lines(clean());
  }

  private static List<String> lines(byte[] zip) {
    return List.of(Visitor.text(zip).split("\r\n", -1));
  }

  @ParameterizedTest
  @CsvSource({"http_429, 429", "http_403, 403", "http_500, 500", "http_503, 503"})
  void statusThenTheFile(String fault, int status) throws IOException {
    Visitor visitor = withFutures(fault + "*2");
    HttpResponse<byte[]> first = visitor.taifex(Visitor.FUTURES, DATE);
    assertThat(first.statusCode()).isEqualTo(status);
    assertThat(first.headers().firstValue("Retry-After").isPresent()).isEqualTo(status == 429);
    assertThat(visitor.taifex(Visitor.FUTURES, DATE).statusCode()).isEqualTo(status);
    assertThat(visitor.taifex(Visitor.FUTURES, DATE).body()).isEqualTo(clean());
    assertThat(simulator.requests("taifex.futures_tick")).isEqualTo(3);
  }

  @Test
  void aRuleOfAnotherDateLeavesTheFileAlone() throws IOException {
    Visitor visitor = with("taifex.futures_tick@2024-11-06=http_500");
    assertThat(visitor.taifex(Visitor.FUTURES, DATE).statusCode()).isEqualTo(200);
    assertThat(visitor.taifex(Visitor.FUTURES, DATE.plusDays(1)).statusCode()).isEqualTo(500);
  }

  @Test
  void slowIsLateButRight() throws IOException {
    Visitor visitor = withFutures("slow");
    long start = System.nanoTime();
    assertThat(visitor.taifex(Visitor.FUTURES, DATE).body()).isEqualTo(clean());
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(300));
  }

  @ParameterizedTest
  @ValueSource(strings = {"cut_short", "reset"})
  void connectionBreaks(String fault) throws IOException {
    Visitor visitor = withFutures(fault);
    ThrowingCallable request = () -> visitor.taifex(Visitor.FUTURES, DATE);
    assertThatIOException().isThrownBy(request);
  }

  @Test
  void truncatedZipIsTheStartOfTheFile() throws IOException {
    HttpResponse<byte[]> answer = withFutures("truncated_zip").taifex(Visitor.FUTURES, DATE);
    assertThat(answer.headers().firstValueAsLong("Content-Length").orElseThrow())
        .isEqualTo(answer.body().length);
    assertThat(clean()).startsWith(answer.body()).hasSizeGreaterThan(answer.body().length);
  }

  @Test
  void htmlPage() throws IOException {
    HttpResponse<byte[]> answer = withFutures("html_page").taifex(Visitor.FUTURES, DATE);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).contains("text/html");
    assertThat(answer.body()).asString().contains("<html");
  }

  @Test
  void wrongDate() throws IOException {
    Visitor visitor = with("taifex.futures_tick=wrong_date", "twse.mi_5mins_index=wrong_date");
    assertThat(visitor.rows(Visitor.FUTURES, DATE, 1))
        .noneMatch(row -> row.get(0).equals("20241105"));
    assertThat(visitor.get(INDEX + "json&date=20241105").body())
        .asString(StandardCharsets.UTF_8)
        .contains("\"date\":\"20241104\"", "113年11月04日");
  }

  @Test
  void throttleLooksLikeAHoliday() throws IOException {
    Visitor visitor = with("twse.mi_5mins_index@2024-11-05=throttle_as_no_data");
    assertThat(visitor.get(INDEX + "json&date=20241105").body())
        .isEqualTo(visitor.get(INDEX + "json&date=20241103").body());
    assertThat(visitor.get(INDEX + "csv&date=20241105").body()).isEmpty();
  }

  @Test
  void repostChangesAllFilesOfTheDayAndTheyStillAgree() throws IOException {
    Visitor visitor = with("taifex.futures_tick@2024-11-05=repost*1");
    List<List<String>> firstReport = visitor.rows(Visitor.REPORT, DATE, 2);
    List<List<String>> firstTicks = visitor.rows(Visitor.FUTURES, DATE, 1);
    visitor.taifex(Visitor.OPTIONS, DATE);
    List<List<String>> report = visitor.rows(Visitor.REPORT, DATE, 2);
    List<List<String>> ticks = visitor.rows(Visitor.FUTURES, DATE, 1);
    assertThat(ticks).hasSizeGreaterThan(firstTicks.size()).containsAll(firstTicks);
    assertThat(totalOf(firstReport)).isEqualTo(volumeOf(firstTicks));
    assertThat(totalOf(report)).isEqualTo(volumeOf(ticks)).isGreaterThan(totalOf(firstReport));
    assertThat(visitor.rows(Visitor.FUTURES, DATE, 1)).isEqualTo(ticks);
  }

  @Test
  void columns() throws IOException {
    assertThat(lines(withFutures("missing_column").taifex(Visitor.FUTURES, DATE).body()).get(0))
        .doesNotContain("成交價格");
    List<String> more = lines(withFutures("new_column").taifex(Visitor.FUTURES, DATE).body());
    assertThat(more.get(0)).contains("新欄位,成交價格");
    assertThat(more.get(1).split(",", -1)).hasSize(10);
  }

  @Test
  void garbage() throws IOException {
    List<String> one = lines(withFutures("garbage_line").taifex(Visitor.FUTURES, DATE).body());
    assertThat(one).hasSize(cleanLines().size() + 1).containsAll(cleanLines());
    List<String> many =
        lines(withFutures("many_garbage_lines").taifex(Visitor.FUTURES, DATE).body());
    assertThat(many.size() - cleanLines().size())
        .isGreaterThan(3)
        .isGreaterThan(many.size() / 1000);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "taifex.futures_tick",
        "taifex.futures_spread_tick",
        "taifex.futures_spread_report",
        "taifex.options_tick"
      })
  void everyTaifexFileTakesEveryFaultOfContents(String dataset) throws IOException {
    String file =
        switch (dataset) {
          case "taifex.futures_tick" -> Visitor.FUTURES;
          case "taifex.futures_spread_tick" -> Visitor.SPREADS;
          case "taifex.futures_spread_report" -> Visitor.REPORT;
          default -> Visitor.OPTIONS;
        };
    List<String> faults =
        List.of("missing_column", "new_column", "garbage_line", "many_garbage_lines", "not_ms950");
    Visitor visitor =
        with(faults.stream().map(fault -> dataset + "=" + fault + "*1").toArray(String[]::new));
    byte[][] answers = new byte[faults.size() + 1][];
    for (int i = 0; i < answers.length; i++) {
      answers[i] = visitor.taifex(file, DATE).body();
    }
    for (int i = 0; i < faults.size(); i++) {
      assertThat(Visitor.text(answers[i]))
          .as(faults.get(i))
          .isNotEqualTo(Visitor.text(answers[faults.size()]));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"json", "csv"})
  void everyReportTakesEveryFaultOfContents(String form) throws IOException {
    Visitor visitor =
        with(
            "twse.mi_5mins_hist=missing_column*1",
            "twse.mi_5mins_hist=new_column*1",
            "twse.mi_5mins_hist=garbage_line*1",
            "twse.mi_5mins_hist=not_ms950*1",
            "twse.holiday_schedule=missing_column*1",
            "twse.holiday_schedule=garbage_line*1",
            "twse.mi_5mins_index=partial_day*1",
            "twse.mi_5mins_index=empty_file*1");
    String history = "www.twse.com.tw/indicesReport/MI_5MINS_HIST?date=20241101&response=" + form;
    byte[] missing = visitor.get(history).body();
    byte[] added = visitor.get(history).body();
    byte[] garbage = visitor.get(history).body();
    byte[] foreign = visitor.get(history).body();
    assertThat(text(missing, form)).doesNotContain("收盤指數");
    assertThat(text(added, form)).contains("新欄位");
    assertThat(text(garbage, form)).contains("GARBAGE");
    assertThat(foreign).contains((byte) 0xFF, (byte) 0xFF, (byte) 0xFE);
    String holidays =
        "www.twse.com.tw/holidaySchedule/holidaySchedule?queryYear=113&response=" + form;
    assertThat(text(visitor.get(holidays).body(), form))
        .doesNotContain("日期\"")
        .doesNotContain(",日期,");
    assertThat(text(visitor.get(holidays).body(), form)).contains("GARBAGE");
    String index = INDEX + form + "&date=20241105";
    assertThat(text(visitor.get(index).body(), form))
        .contains("12:00:00")
        .doesNotContain("12:00:05");
    assertThat(visitor.get(index).body()).isEmpty();
    assertThat(text(visitor.get(index).body(), form)).contains("13:30:00");
  }

  private static String text(byte[] body, String form) {
    return new String(body, form.equals("csv") ? Visitor.MS950 : StandardCharsets.UTF_8);
  }

  @Test
  void bytesThatAreNotMs950() throws IOException {
    byte[] zip = withFutures("not_ms950").taifex(Visitor.FUTURES, DATE).body();
    assertThat(lines(zip))
        .hasSize(cleanLines().size() + 1)
        .anyMatch(line -> line.contains("\uFFFD"));
    assertThatIOException()
        .isThrownBy(
            () -> Visitor.MS950.newDecoder().decode(ByteBuffer.wrap(new byte[] {-1, -1, -2})))
        .isInstanceOf(CharacterCodingException.class);
  }

  @Test
  void emptyFile() throws IOException {
    HttpResponse<byte[]> answer = withFutures("empty_file").taifex(Visitor.FUTURES, DATE);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEmpty();
  }

  @Test
  void partialDayIsTheNight() throws IOException {
    List<List<String>> rows = withFutures("partial_day").rows(Visitor.FUTURES, DATE, 1);
    assertThat(rows)
        .isNotEmpty()
        .allMatch(row -> row.get(0).equals("20241104") || row.get(3).compareTo("050100") < 0);
  }

  @Test
  void oddVolumeIsInOneOrdinaryRow() throws IOException {
    List<List<String>> rows = withFutures("odd_volume").rows(Visitor.FUTURES, DATE, 1);
    assertThat(rows)
        .filteredOn(row -> Long.parseLong(row.get(5)) % 2 != 0)
        .singleElement()
        .satisfies(row -> assertThat(row.get(2)).doesNotContain("/"));
  }

  private static long totalOf(List<List<String>> report) {
    return Long.parseLong(report.get(report.size() - 1).get(3));
  }

  private static long volumeOf(List<List<String>> ticks) {
    return ticks.stream().mapToLong(row -> Long.parseLong(row.get(5))).sum();
  }
}

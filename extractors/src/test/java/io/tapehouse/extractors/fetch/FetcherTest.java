package io.tapehouse.extractors.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tapehouse.dictionary.Dataset;
import io.tapehouse.dictionary.Dictionary;
import io.tapehouse.extractors.fetch.FetchResult.Fetched;
import io.tapehouse.extractors.fetch.FetchResult.NothingPublished;
import io.tapehouse.extractors.fetch.FetchResult.Skipped;
import io.tapehouse.extractors.http.BearerToken;
import io.tapehouse.extractors.http.ClientSettings;
import io.tapehouse.extractors.http.FakePause;
import io.tapehouse.extractors.http.FetchException;
import io.tapehouse.extractors.http.FetchException.Kind;
import io.tapehouse.extractors.http.PoliteClient;
import io.tapehouse.extractors.http.Target;
import io.tapehouse.extractors.http.TestPublisher;
import io.tapehouse.extractors.http.TestPublisher.Reply;
import io.tapehouse.extractors.http.TransferListener;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class FetcherTest {

  private static final Dictionary DICTIONARY = Dictionary.load();
  private static final Dataset TICK = DICTIONARY.dataset("taifex.futures_tick");
  private static final Dataset INDEX = DICTIONARY.dataset("twse.mi_5mins_index");
  private static final Dataset HISTORY = DICTIONARY.dataset("twse.mi_5mins_hist");
  private static final Dataset HOLIDAYS = DICTIONARY.dataset("twse.holiday_schedule");
  private static final Dataset FINMIND = DICTIONARY.dataset("finmind.stock_tick");

  private static final LocalDate DAY = LocalDate.of(2023, 1, 30);
  private static final String SECRET = "a-secret-of-ours";
  private static final String INDEX_JSON =
      """
      {"stat":"OK","date":"20230130","fields":["時間","發行量加權股價指數"],
       "data":[["09:00:00","14,932.93"],["09:00:05","15,000.00"]],"notes":["n"],"total":2}""";
  private static final String INDEX_CSV =
      """
      "112年01月30日 每5秒指數統計"
      "時間","發行量加權股價指數",
      ="09:00:00","14,932.93",
      """;

  @TempDir private Path folder;

  private final TestPublisher publisher = new TestPublisher();

  @AfterEach
  void close() {
    publisher.close();
  }

  @Test
  void aZipIsFetched() throws Exception {
    byte[] zip = zip();
    publisher.answersWith(Reply.of(200, "application/octet-stream", zip));
    Fetched fetched = (Fetched) fetch(TICK);
    assertThat(fetched.file()).hasBinaryContent(zip);
    assertThat(fetched.fileName()).isEqualTo("Daily_2023_01_30.zip");
    assertThat(fetched.request()).isEqualTo(TICK.addresses(DAY).get(0));
  }

  @Test
  void aZipThatIsCutAnywhereIsRefused() throws Exception {
    byte[] zip = zip();
    for (int part = 0; part < 20; part++) {
      try (TestPublisher cutting = new TestPublisher()) {
        int length = zip.length * part / 20;
        cutting.answersWith(Reply.of(200, "application/zip", Arrays.copyOf(zip, length)));
        FetchException failure = failure(cutting, TICK);
        assertThat(failure.kind()).isEqualTo(Kind.BAD_ANSWER);
        assertThat(failure.retryable()).isTrue();
      }
    }
    publisher.answersWith(Reply.of(200, "application/zip", Arrays.copyOf(zip, zip.length - 1)));
    assertThat(failure(TICK).kind()).isEqualTo(Kind.BAD_ANSWER);
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void aZipWithAnotherByteInItIsRefused() throws Exception {
    byte[] zip = zip();
    zip[zip.length / 2] ^= 1;
    publisher.answersWith(Reply.of(200, "application/zip", zip));
    assertThat(failure(TICK)).hasMessageContaining("expected a whole zip");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void aPageUnderTheNameOfAZipIsQuoted() {
    publisher.answersWith(
        Reply.of(200, "text/html", "<html><head><title>系統維護中</title></head><body/></html>"));
    FetchException failure = failure(TICK);
    assertThat(failure.kind()).isEqualTo(Kind.BAD_ANSWER);
    assertThat(failure)
        .hasMessageContainingAll(
            "taifex.futures_tick 2023-01-30",
            TICK.addresses(DAY).get(0),
            "expected application/zip, found text/html: 系統維護中");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void thePageThatShutsUsOutIsABan() {
    publisher.answersWith(
        Reply.of(
            200,
            "text/html",
            "<html><body><p>THE PAGE CANNOT BE ACCESSED FOR SECURITY REASON</p></body></html>"));
    Fetcher fetcher = fetcher(publisher, null);
    FetchException failure = failure(fetcher, TICK);
    assertThat(failure.kind()).isEqualTo(Kind.BANNED);
    assertThat(failure)
        .hasMessageContaining(
            "expected application/zip, found text/html: "
                + "THE PAGE CANNOT BE ACCESSED FOR SECURITY REASON");
    assertThat(failure(fetcher, TICK).kind()).isEqualTo(Kind.BANNED);
    assertThat(publisher.asked()).hasSize(1);
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void taifexSaysThatThereIsNothingInAPage() throws Exception {
    publisher.answersWith(
        Reply.of(200, "text/html", "<html><script>alert(\"查無資料\");</script></html>"));
    NothingPublished nothing = (NothingPublished) fetch(TICK);
    assertThat(nothing.answer()).isEqualTo("查無資料");
    assertThat(nothing.believable()).isTrue();
    assertThat(folder).isEmptyDirectory();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<html><title>臺灣期貨交易所</title><body>您所查詢的網頁不存在</body></html>",
        "<html><title>404</title></html>",
        "<!DOCTYPE html><h1>Not Found</h1>"
      })
  void aPageThatSaysNotFoundIsNothingButNotBelieved(String page) throws Exception {
    publisher.answersWith(Reply.of(200, "text/html", page));
    assertThat(((NothingPublished) fetch(TICK)).believable()).isFalse();
    assertThat(folder).isEmptyDirectory();
  }

  @ParameterizedTest
  @ValueSource(strings = {"application/json", "text/html;charset=UTF-8", "image/png"})
  void aZipUnderAnotherTypeIsRefused(String declared) throws Exception {
    publisher.answersWith(Reply.of(200, declared, zip()));
    assertThat(failure(TICK)).hasMessageContainingAll("expected application/zip", declared);
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void jsonIsFetched() throws Exception {
    publisher.answersWithJson(INDEX_JSON);
    Fetched fetched = (Fetched) fetch(INDEX);
    assertThat(fetched.fileName()).isEqualTo("MI_5MINS_INDEX.json");
    assertThat(fetched.file()).content().isEqualTo(INDEX_JSON);
    assertThat(publisher.asked()).hasSize(1);
  }

  @Test
  void anotherAddressIsAskedWhenThereIsNoSuchFile() throws Exception {
    publisher
        .answersWith(Reply.of(404, "text/html", "no"))
        .answersWith(Reply.of(200, "text/html", "<html><title>moved</title></html>"))
        .answersWith(
            Reply.of(200, "text/csv; charset=MS950", INDEX_CSV.getBytes(Charset.forName("MS950"))));
    Fetched fetched = (Fetched) fetch(INDEX);
    assertThat(fetched.fileName()).isEqualTo("MI_5MINS_INDEX.csv");
    assertThat(fetched.request()).isEqualTo(INDEX.addresses(DAY).get(2));
    assertThat(folder).isDirectoryContaining(file -> file.equals(fetched.file()));
    assertThat(publisher.asked()).hasSize(3);
  }

  @Test
  void noOtherAddressIsAskedOfAThrottlingPublisher() {
    publisher.answersWith(Reply.with(429, "Retry-After", "7200"));
    assertThat(failure(INDEX).kind()).isEqualTo(Kind.THROTTLED);
    assertThat(publisher.asked()).hasSize(1);
  }

  @Test
  void nowhereIsNotFound() {
    publisher.answersWith(Reply.of(404, "text/html", "no"));
    FetchException failure = failure(INDEX);
    assertThat(failure.kind()).isEqualTo(Kind.NOT_FOUND);
    assertThat(failure.getSuppressed()).hasSize(2);
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void anAnswerSaysMoreThanNotFound() {
    publisher
        .answersWith(Reply.of(404, "text/html", "no"))
        .answersWithJson(INDEX_JSON.replace("20230130", "20230131"))
        .answersWith(Reply.of(404, "text/html", "no"));
    assertThat(failure(INDEX).kind()).isEqualTo(Kind.BAD_ANSWER);
  }

  @Test
  void anotherDayIsRefusedWithBothDates() {
    publisher.answersWithJson(INDEX_JSON.replace("20230130", "20230131"));
    FetchException failure = failure(INDEX);
    assertThat(failure.kind()).isEqualTo(Kind.BAD_ANSWER);
    assertThat(failure.retryable()).isTrue();
    assertThat(failure).hasMessageContaining("expected the date 2023-01-30, found 20230131");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void anotherMonthIsRefused() throws Exception {
    String month = "{\"stat\":\"OK\",\"date\":\"%s\",\"data\":[[\"112/01/03\",\"1\"]]}";
    publisher
        .answersWithJson(month.formatted("20230115"))
        .answersWithJson(month.formatted("20230201"));
    Fetcher fetcher = fetcher(publisher, null);
    assertThat(fetcher.fetch(HISTORY, DAY)).isInstanceOf(Fetched.class);
    assertThat(failure(fetcher, HISTORY))
        .hasMessageContaining("expected the date 2023-01, found 20230201");
  }

  @Test
  void theScheduleComesAsCsvOrAsJson() throws Exception {
    String csv =
        """
        中華民國112年有價證券集中交易市場開（休）市日期表
        名稱,日期,星期,說明,備註
        "中華民國開國紀念日","1月1日","日","依規定放假1日。",""
        """;
    String json = "{\"stat\":\"ok\",\"date\":\"20230101\",\"data\":[[\"2023-01-01\",\"n\",\"d\"]]}";
    publisher
        .answersWith(Reply.of(200, "text/csv", csv.getBytes(Charset.forName("MS950"))))
        .answersWithJson(json)
        .answersWith(
            Reply.of(
                200, "text/csv", csv.replace("112年", "115年").getBytes(Charset.forName("MS950"))));
    Fetcher fetcher = fetcher(publisher, null);
    assertThat(((Fetched) fetcher.fetch(HOLIDAYS, DAY)).fileName())
        .isEqualTo("holidaySchedule_112.csv");
    assertThat(((Fetched) fetcher.fetch(HOLIDAYS, DAY)).fileName())
        .isEqualTo("holidaySchedule_112.json");
    assertThat(failure(fetcher, HOLIDAYS)).hasMessageContaining("expected the date 2023, found");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"stat\":\"OK\",\"date\":\"20230130\",\"data\":[[\"09:00:00\"",
        "{\"stat\":\"OK\",\"date\":\"20230130\",\"data\":[[\"09:00:00\",\"1\"]]",
        "[1,2]",
        "{\"date\":\"20230130\",\"data\":[[\"09:00:00\",\"1\"]]}",
        "{\"stat\":\"系統忙碌中\"}",
        "{\"stat\":\"OK\",\"data\":[[\"x\"]]} trailing",
        "{\"error\":\"x\"}",
        "Too many requests, slow down"
      })
  void whatIsNotTheReportIsRefused(String body) {
    publisher.answersWith(Reply.of(200, "application/json", body));
    FetchException failure = failure(INDEX);
    assertThat(failure.kind()).isEqualTo(Kind.BAD_ANSWER);
    assertThat(failure).hasMessageContainingAll("expected", "found");
    assertThat(folder).isEmptyDirectory();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"stat\":\"很抱歉，沒有符合條件的資料!\",\"total\":0} | false",
        "{\"stat\":\"很抱歉，沒有符合條件的資料\"} | false",
        "{\"stat\":\"查詢日期大於今日，請重新查詢!\"} | true",
        "{} | false",
        "{\"stat\":\"OK\",\"date\":\"20230130\",\"data\":[],\"total\":0} | true",
        "{\"stat\":\"OK\",\"total\":0} | false",
        "'\r\n' | false"
      })
  void nothingIsSaidInManyWays(String body, boolean believable) throws Exception {
    publisher.answersWith(Reply.of(200, "application/json", body));
    NothingPublished nothing = (NothingPublished) fetch(INDEX);
    assertThat(nothing.believable()).isEqualTo(believable);
    assertThat(nothing.answer()).isNotBlank();
    assertThat(publisher.asked()).hasSize(1);
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void aHeaderAndNoRowsIsNothing() throws Exception {
    publisher.answersWith(Reply.of(200, "text/csv", INDEX_CSV.replaceAll("(?m)^=.*$", "")));
    assertThat(((NothingPublished) fetch(INDEX)).believable()).isTrue();
  }

  @Test
  void finMindWithoutATokenIsSkipped() throws Exception {
    assertThat(((Skipped) fetcher(publisher, null).fetch(FINMIND, DAY)).why())
        .startsWith("no token: set FINMIND_TOKEN");
    assertThat(publisher.asked()).isEmpty();
  }

  @Test
  void finMindIsFetchedWithTheTokenInAHeader() throws Exception {
    publisher.answersWithJson(
        "{\"msg\":\"success\",\"status\":200,\"data\":[{\"date\":\"2023-01-30\",\"volume\":1}]}");
    Fetched fetched = (Fetched) fetchFinMind();
    assertThat(fetched.fileName()).isEqualTo("TaiwanStockPriceTick_006204.json");
    assertThat(fetched.request()).doesNotContain(SECRET);
    assertThat(publisher.asked().get(0).headers().get("Authorization"))
        .containsExactly("Bearer " + SECRET);
    assertThat(publisher.asked().get(0).path()).doesNotContain(SECRET);
  }

  @Test
  void aLevelThatIsTooLowIsSkippedWithThePublishersWords() throws Exception {
    String answer =
        "{\"msg\":\"Your level is register, " + SECRET + ". Please update\",\"status\":400}";
    publisher.answersWith(Reply.of(400, "application/json", answer)).answersWithJson(answer);
    for (int i = 0; i < 2; i++) {
      assertThat(((Skipped) fetchFinMind()).why())
          .isEqualTo("FinMind: Your level is register, ***. Please update");
    }
    assertThat(folder).isEmptyDirectory();
  }

  @ParameterizedTest
  @CsvSource({
    "200, 402, THROTTLED",
    "402, 402, THROTTLED",
    "200, 403, BANNED",
    "403, 403, BANNED",
    "200, 500, BAD_ANSWER"
  })
  void finMindSaysItsStatusTwice(int status, int inside, Kind kind) {
    publisher.answersWith(
        Reply.of(
            status,
            "application/json",
            "{\"msg\": \"upper limit of " + SECRET + "\", \"status\": " + inside + "}"));
    FetchException failure =
        failure(fetcher(publisher, BearerToken.of(SECRET).orElseThrow()), FINMIND);
    assertThat(failure.kind()).isEqualTo(kind);
    assertThat(failure).hasMessageContaining("upper limit of ***");
    assertThat(failure.getMessage()).doesNotContain(SECRET);
    assertThat(publisher.asked()).hasSize(1);
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void finMindWithoutRowsIsNothing() throws Exception {
    publisher.answersWithJson("{\"msg\":\"success\",\"status\":200,\"data\":[]}");
    assertThat(((NothingPublished) fetchFinMind()).believable()).isTrue();
  }

  @Test
  void realFilesAreAccepted() throws Exception {
    for (String dataset :
        new String[] {
          "taifex.futures_spread_report/2021-07-26",
          "taifex.futures_tick/2024-11-05",
          "twse.mi_5mins_index/2023-01-30",
          "twse.mi_5mins_hist/2010-01-01",
          "twse.holiday_schedule/2022-01-01"
        }) {
      String[] parts = dataset.split("/", 2);
      Path file = Captures.in(dataset).get(0);
      Dataset known = DICTIONARY.dataset(parts[0]);
      try (TestPublisher real = new TestPublisher()) {
        real.answersWith(Reply.of(200, known.contentType(), Files.readAllBytes(file)));
        FetchResult result = fetcher(real, null).fetch(known, LocalDate.parse(parts[1]));
        assertThat(result).as(dataset).isInstanceOf(Fetched.class);
        assertThat(((Fetched) result).fileName()).isEqualTo(file.getFileName().toString());
      }
    }
  }

  private FetchResult fetch(Dataset dataset) throws Exception {
    return fetcher(publisher, null).fetch(dataset, DAY);
  }

  private FetchResult fetchFinMind() throws Exception {
    return fetcher(publisher, BearerToken.of(SECRET).orElseThrow()).fetch(FINMIND, DAY);
  }

  private FetchException failure(Dataset dataset) {
    return failure(publisher, dataset);
  }

  private FetchException failure(TestPublisher asked, Dataset dataset) {
    return failure(fetcher(asked, null), dataset);
  }

  private static FetchException failure(Fetcher fetcher, Dataset dataset) {
    return catchThrowableOfType(FetchException.class, () -> fetcher.fetch(dataset, DAY));
  }

  private Fetcher fetcher(TestPublisher asked, @Nullable BearerToken token) {
    PoliteClient client =
        new PoliteClient(
            folder,
            ClientSettings.defaults(),
            Target.simulator(asked.root()),
            TransferListener.NONE,
            new FakePause(),
            new Random(1));
    return new Fetcher(client, token);
  }

  /** Bytes that do not compress, so that a cut falls into the data. */
  private static byte[] zip() throws Exception {
    byte[] content = new byte[200_000];
    new Random(7).nextBytes(content);
    return Zips.of("Daily_2023_01_30.csv", content);
  }
}

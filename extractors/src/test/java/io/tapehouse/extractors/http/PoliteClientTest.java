package io.tapehouse.extractors.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tapehouse.extractors.http.ClientSettings.Retries;
import io.tapehouse.extractors.http.ClientSettings.Timeouts;
import io.tapehouse.extractors.http.ClientSettings.Unreachable;
import io.tapehouse.extractors.http.FetchException.Kind;
import io.tapehouse.extractors.http.RawServer.End;
import io.tapehouse.extractors.http.TestPublisher.Reply;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.ServerSocket;
import java.net.SocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class PoliteClientTest {

  private static final URI ADDRESS =
      URI.create("https://www.taifex.com.tw/file/taifex/Daily.zip?a=1&b=%E6%97%A5");
  private static final Request REQUEST = Request.of("taifex.futures_tick 2024-11-05", ADDRESS);
  private static final int ATTEMPTS = 3;

  @TempDir private Path folder;

  private final FakePause pause = new FakePause();
  private final TestPublisher publisher = new TestPublisher();
  private final Recorder recorder = new Recorder();

  @AfterEach
  void close() {
    publisher.close();
  }

  @Test
  void anAnswerIsStreamedToAFile() throws Exception {
    byte[] body = new byte[3 << 20];
    new Random(1).nextBytes(body);
    publisher.answersWith(Reply.of(200, "application/zip", body));
    Answer answer = client().get(REQUEST);
    assertThat(answer.file()).hasBinaryContent(body).hasParentRaw(folder);
    assertThat(answer.bytes()).isEqualTo(body.length);
    assertThat(answer.contentType()).isEqualTo("application/zip");
    assertThat(recorder.received).isSorted().endsWith((long) body.length);
    assertThat(recorder.expected).containsOnly(OptionalLong.of(body.length));
  }

  @Test
  void theRouteKeepsHostPathAndQuery() throws Exception {
    publisher.answersWithJson("{}");
    client().get(REQUEST);
    assertThat(publisher.asked())
        .extracting(TestPublisher.Asked::path)
        .containsExactly("/www.taifex.com.tw/file/taifex/Daily.zip?a=1&b=%E6%97%A5");
  }

  @Test
  void weSayWhoWeAre() throws Exception {
    publisher.answersWithJson("{}");
    client().get(REQUEST);
    assertThat(publisher.asked().get(0).headers().get("User-agent"))
        .singleElement()
        .asString()
        .startsWith("Tapehouse/")
        .contains("+https://")
        .doesNotContain("Mozilla", "@");
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 425, 500, 502, 503, 504, 520, 521, 522, 523, 524})
  void aPublisherInTroubleIsAskedAgain(int status) throws Exception {
    publisher.answersWith(Reply.of(status, "text/plain", "trouble")).answersWithJson("{}");
    assertThat(client().get(REQUEST).bytes()).isEqualTo(2);
    assertThat(publisher.asked()).hasSize(2);
    assertThat(recorder.retries).singleElement().asString().contains("found " + status, "trouble");
  }

  @Test
  void afterTheLastAttemptTheFailureSaysWhat() {
    publisher.answersWith(Reply.of(503, "text/plain", "closed for repairs"));
    FetchException failure = failure(client());
    assertThat(failure.kind()).isEqualTo(Kind.SERVER_ERROR);
    assertThat(failure.retryable()).isTrue();
    assertThat(failure)
        .hasMessageContainingAll(
            "taifex.futures_tick 2024-11-05", ADDRESS.toString(), "503", "closed for repairs");
    assertThat(publisher.asked()).hasSize(ATTEMPTS);
    assertThat(folder).isEmptyDirectory();
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 401, 404, 410, 418, 501})
  void someAnswersAreFinal(int status) {
    publisher.answersWith(Reply.of(status, "text/html", "no"));
    FetchException failure = failure(client());
    assertThat(failure.retryable()).isFalse();
    assertThat(failure.kind() == Kind.NOT_FOUND).isEqualTo(status == 404 || status == 410);
    assertThat(((StatusException) failure).status()).isEqualTo(status);
    assertThat(publisher.asked()).hasSize(1);
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void aBanSilencesTheHostForALongWhile() throws Exception {
    publisher.answersWith(Reply.of(403, "text/html", "go away")).answersWithJson("{}");
    PoliteClient client = client();
    FetchException banned = failure(client);
    assertThat(banned.kind()).isEqualTo(Kind.BANNED);
    assertThat(banned).hasMessageContainingAll("banned us", "403", "go away");
    FetchException still = failure(client);
    assertThat(still.kind()).isEqualTo(Kind.BANNED);
    assertThat(still.notBefore()).isEqualTo(banned.notBefore()).isPresent();
    assertThat(publisher.asked()).hasSize(1);
    // Another host is another matter.
    client.get(Request.of("other", URI.create("https://www.twse.com.tw/x")));
    pause.pass(Duration.ofHours(1));
    client.get(REQUEST);
    assertThat(publisher.asked()).hasSize(3);
  }

  @Test
  void whatOneClientIsToldCountsForAllThatShareItsLimits() throws Exception {
    HostLimits shared = HostLimits.inProcess(pause);
    Target paced = new Target(Politeness::ofHost, Target.through(publisher.root()));
    PoliteClient one = client(paced, shared);
    PoliteClient other = client(paced, shared);
    publisher.answersWithJson("{}").answersWith(Reply.of(403, "text/html", "go away"));
    one.get(REQUEST);
    assertThat(failure(other).kind()).isEqualTo(Kind.BANNED);
    assertThat(pause.waits()).containsExactly(Duration.ofSeconds(1));
    assertThat(failure(one)).hasMessageContaining("www.taifex.com.tw has banned us");
    assertThat(publisher.asked()).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(ints = {429, 503})
  void retryAfterIsWaitedFor(int status) throws Exception {
    publisher.answersWith(Reply.with(status, "Retry-After", "90")).answersWithJson("{}");
    client().get(REQUEST);
    assertThat(pause.waits()).contains(Duration.ofSeconds(90));
  }

  @Test
  void moreThanOurPatienceIsLeftToTheCaller() {
    publisher.answersWith(Reply.with(429, "Retry-After", "3600"));
    PoliteClient client = client();
    FetchException failure = failure(client);
    assertThat(failure.kind()).isEqualTo(Kind.THROTTLED);
    assertThat(failure.retryable()).isTrue();
    assertThat(failure.notBefore()).contains(pause.now().plusSeconds(3600));
    // Nobody else asks in the meantime.
    assertThat(failure(client).kind()).isEqualTo(Kind.THROTTLED);
    assertThat(publisher.asked()).hasSize(1);
  }

  @Test
  void throttledWithoutAWordIsRetriedAndThenNamed() {
    publisher.answersWith(Reply.of(429, "text/plain", "slow down"));
    assertThat(failure(client()).kind()).isEqualTo(Kind.THROTTLED);
    assertThat(publisher.asked()).hasSize(ATTEMPTS);
  }

  @Test
  void anHourlyQuotaIsNotRetried() {
    publisher.answersWith(Reply.of(402, "application/json", "{\"msg\":\"upper limit\"}"));
    FetchException failure = failure(client());
    assertThat(failure.kind()).isEqualTo(Kind.THROTTLED);
    assertThat(failure.notBefore()).isPresent();
    assertThat(publisher.asked()).hasSize(1);
  }

  @Test
  void retriesTakeTheirTurnToo() throws Exception {
    publisher
        .answersWith(Reply.of(500, "text/plain", ""))
        .answersWith(Reply.of(500, "text/plain", ""))
        .answersWithJson("{}");
    List<Long> times = Collections.synchronizedList(new ArrayList<>());
    Target target =
        new Target(
            Politeness::ofHost,
            address -> {
              times.add(pause.nanos());
              return Target.through(publisher.root()).apply(address);
            });
    client(settings(), target)
        .get(Request.of("twse.x 2024-11-05", URI.create("https://www.twse.com.tw/x")));
    assertThat(times).hasSize(3);
    for (int i = 1; i < times.size(); i++) {
      assertThat(times.get(i) - times.get(i - 1))
          .isGreaterThanOrEqualTo(Duration.ofSeconds(5).toNanos());
    }
  }

  @Test
  void aBodyCutShortIsFetchedAgain() throws Exception {
    try (RawServer server = new RawServer(head("100") + "0123456789", End.CLOSE)) {
      FetchException failure = failure(client(server.root()));
      assertThat(failure.kind()).isEqualTo(Kind.BAD_ANSWER);
      assertThat(failure.retryable()).isTrue();
      assertThat(failure).hasMessageContaining("cut short: 10 bytes of 100");
      assertThat(server.connections()).isEqualTo(ATTEMPTS);
      assertThat(folder).isEmptyDirectory();
    }
  }

  @Test
  void aChunkedBodyWithoutItsEndIsCutShort() throws Exception {
    String head = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
    try (RawServer server = new RawServer(head + "5\r\n01234\r\n", End.CLOSE)) {
      FetchException failure = failure(client(server.root()));
      assertThat(failure.kind()).isEqualTo(Kind.BAD_ANSWER);
      assertThat(failure).hasMessageContaining("cut short");
      assertThat(folder).isEmptyDirectory();
    }
  }

  @Test
  void aConnectionResetInTheMiddleIsCutShort() throws Exception {
    try (RawServer server = new RawServer(head("100") + "0123456789", End.RESET)) {
      FetchException failure = failure(client(server.root()));
      assertThat(failure.retryable()).isTrue();
      assertThat(failure.kind()).isIn(Kind.BAD_ANSWER, Kind.UNREACHABLE);
      assertThat(folder).isEmptyDirectory();
    }
  }

  @Test
  void oneAttemptIsOneConnectionEvenWhenNothingIsAnswered() throws Exception {
    try (RawServer server = new RawServer("", End.CLOSE)) {
      FetchException failure = failure(client(server.root()));
      assertThat(failure.kind()).isEqualTo(Kind.UNREACHABLE);
      assertThat(failure).hasMessageContaining("closed without one");
      assertThat(server.connections()).isEqualTo(ATTEMPTS);
    }
  }

  @Test
  void aBodyThatStallsIsGivenUp() throws Exception {
    try (RawServer server = new RawServer(head("100") + "0", End.SILENCE)) {
      ClientSettings settings =
          single()
              .with(
                  new Timeouts(
                      Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ofMillis(300)));
      FetchException failure = failure(client(settings, Target.simulator(server.root())));
      assertThat(failure.kind()).isEqualTo(Kind.TIMEOUT);
      assertThat(failure.retryable()).isTrue();
      assertThat(failure).hasMessageContaining("1 bytes of 100");
      server.awaitClientLeft();
      assertThat(folder).isEmptyDirectory();
    }
  }

  @Test
  void silenceIsGivenUp() throws Exception {
    try (RawServer server = new RawServer("", End.SILENCE)) {
      ClientSettings settings =
          single()
              .with(
                  new Timeouts(
                      Duration.ofMillis(100), Duration.ofMillis(100), Duration.ofSeconds(30)));
      FetchException failure = failure(client(settings, Target.simulator(server.root())));
      assertThat(failure.kind()).isEqualTo(Kind.TIMEOUT);
      assertThat(failure).hasMessageContaining("expected an answer within");
      server.awaitClientLeft();
      assertThat(folder).isEmptyDirectory();
    }
  }

  @Test
  void nobodyThereIsUnreachable() throws Exception {
    FetchException failure = failure(client(URI.create("http://127.0.0.1:" + closedPort())));
    assertThat(failure.kind()).isEqualTo(Kind.UNREACHABLE);
    assertThat(failure).hasMessageContaining("refused");
    assertThat(recorder.retries).hasSize(ATTEMPTS - 1);
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void aNameThatNobodyBearsIsUnreachable() {
    FetchException failure = failure(client(URI.create("http://nobody.invalid")));
    assertThat(failure.kind()).isEqualTo(Kind.UNREACHABLE);
    assertThat(failure).hasMessageContaining("no such host");
  }

  @Test
  void whereSomebodyWaitsAHostThatIsNotThereIsAskedOnceForAllQuestions() throws Exception {
    PoliteClient client = inForeground(URI.create("http://127.0.0.1:" + closedPort()));
    FetchException first = failure(client);
    assertThat(first.kind()).isEqualTo(Kind.UNREACHABLE);
    assertThat(first.retryable()).isFalse();
    assertThat(first).hasMessageContainingAll("refused", "www.taifex.com.tw is not asked again");
    List<Duration> waits = List.copyOf(pause.waits());
    FetchException second =
        catchThrowableOfType(
            FetchException.class,
            () -> client.get(Request.of("another", URI.create("https://WWW.taifex.com.tw/x"))));
    assertThat(second.kind()).isEqualTo(Kind.UNREACHABLE);
    assertThat(second)
        .hasMessageContainingAll(
            "another", "not asked, since there is no connection to www.taifex.com.tw", "refused");
    assertThat(recorder.retries).isEmpty();
    assertThat(pause.waits()).as("it takes no turn either").isEqualTo(waits);
    assertThat(client.givenUp()).containsOnlyKeys("www.taifex.com.tw");
    assertThat(folder).isEmptyDirectory();
  }

  /** They neither ask at the same time nor wait for turns that are of no use. */
  @Test
  void whereSomebodyWaitsManyThatAskTogetherFailTogether() throws Exception {
    PoliteClient client = inForeground(URI.create("http://127.0.0.1:" + closedPort()));
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Future<FetchException>> asked = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        asked.add(threads.submit(() -> failure(client)));
      }
      List<String> words = new ArrayList<>();
      for (Future<FetchException> each : asked) {
        words.add(each.get().getMessage());
      }
      assertThat(words).filteredOn(each -> each.contains("is not asked again")).hasSize(1);
      assertThat(words).filteredOn(each -> each.contains("not asked, since")).hasSize(7);
      assertThat(pause.waits()).isEmpty();
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void whereSomebodyWaitsManyThatAskTogetherAreAnsweredTogether() throws Exception {
    publisher.answersWithJson("{}");
    PoliteClient client = inForeground(publisher.root());
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Future<Answer>> asked = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        asked.add(threads.submit(() -> client.get(REQUEST)));
      }
      for (Future<Answer> each : asked) {
        assertThat(each.get().bytes()).isEqualTo(2);
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(publisher.asked()).hasSize(8);
  }

  @Test
  void whereSomebodyWaitsANameThatNobodyBearsIsAskedOnce() {
    PoliteClient client = inForeground(URI.create("http://nobody.invalid"));
    assertThat(failure(client)).hasMessageContaining("no such host");
    assertThat(failure(client)).hasMessageContaining("not asked");
    assertThat(recorder.retries).isEmpty();
    assertThat(client.givenUp().values()).containsExactly("no such host");
  }

  @Test
  void aHostThatWasThereBeforeIsAskedAgainAlsoWhereSomebodyWaits() throws Exception {
    publisher.answersWithJson("{}");
    PoliteClient client = inForeground(publisher.root());
    client.get(REQUEST);
    publisher.close();
    FetchException failure = failure(client);
    assertThat(failure.kind()).isEqualTo(Kind.UNREACHABLE);
    assertThat(failure.retryable()).isTrue();
    assertThat(recorder.retries).hasSize(ATTEMPTS - 1);
    assertThat(client.givenUp()).isEmpty();
  }

  /** That is how TWSE drops whom it throttles: there is a host, and it may answer the next time. */
  @Test
  void aHostThatHangsUpIsThere() throws Exception {
    try (RawServer server = new RawServer("", End.CLOSE)) {
      PoliteClient client = inForeground(server.root());
      assertThat(failure(client).kind()).isEqualTo(Kind.UNREACHABLE);
      assertThat(server.connections()).isEqualTo(ATTEMPTS);
      assertThat(client.givenUp()).isEmpty();
    }
  }

  @Test
  void questionsGoThroughTheProxyOfThisJvm() throws Exception {
    publisher.answersWithJson("{}");
    ProxySelector before = ProxySelector.getDefault();
    PoliteClient client;
    try {
      // The client takes the JVM's at its start; other tests are not to notice.
      ProxySelector.setDefault(new ProxyOf(publisher.root(), before));
      client = client(URI.create("http://publisher.invalid"));
    } finally {
      ProxySelector.setDefault(before);
    }
    client.get(REQUEST);
    assertThat(publisher.asked())
        .extracting(TestPublisher.Asked::path)
        .singleElement()
        .asString()
        .startsWith("http://publisher.invalid/");
  }

  /** A proxy for hosts that do not exist. */
  private static final class ProxyOf extends ProxySelector {

    private final Proxy proxy;
    private final ProxySelector others;

    ProxyOf(URI address, ProxySelector others) {
      this.proxy =
          new Proxy(Proxy.Type.HTTP, new InetSocketAddress(address.getHost(), address.getPort()));
      this.others = others;
    }

    @Override
    public List<Proxy> select(URI uri) {
      return uri.getHost().endsWith(".invalid") ? List.of(proxy) : others.select(uri);
    }

    @Override
    public void connectFailed(URI uri, SocketAddress address, IOException failure) {
      others.connectFailed(uri, address, failure);
    }
  }

  @Test
  void tooLargeIsRefusedBeforeAndWhileItComes() throws Exception {
    publisher.answersWith(Reply.of(200, "application/zip", new byte[2000]));
    ClientSettings settings = settings().withMaxBytes(1000);
    FetchException declared = failure(client(settings, Target.simulator(publisher.root())));
    assertThat(declared.kind()).isEqualTo(Kind.BAD_ANSWER);
    assertThat(declared.retryable()).isFalse();
    assertThat(declared).hasMessageContainingAll("at most 1000 bytes", "2000 declared");
    String endless = "HTTP/1.1 200 OK\r\n\r\n" + "x".repeat(5000);
    try (RawServer server = new RawServer(endless, End.SILENCE)) {
      FetchException undeclared = failure(client(settings, Target.simulator(server.root())));
      assertThat(undeclared.kind()).isEqualTo(Kind.BAD_ANSWER);
      assertThat(undeclared).hasMessageContaining("at most 1000 bytes");
    }
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void gzipIsUndone() throws Exception {
    byte[] text = "時間,指數\n".repeat(1000).getBytes(StandardCharsets.UTF_8);
    publisher.answersWith(gzipped(gzip(text)));
    Answer answer = client().get(REQUEST);
    assertThat(answer.file()).hasBinaryContent(text);
    assertThat(answer.bytes()).isEqualTo(text.length);
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactly(answer.file());
    }
  }

  @Test
  void gzipThatIsCutOrTooLargeIsRefused() throws Exception {
    byte[] whole = gzip(new byte[100_000]);
    publisher.answersWith(gzipped(Arrays.copyOf(whole, whole.length - 6)));
    FetchException cut = failure(client());
    assertThat(cut.kind()).isEqualTo(Kind.BAD_ANSWER);
    assertThat(cut.retryable()).isTrue();
    assertThat(folder).isEmptyDirectory();
    try (TestPublisher other = new TestPublisher()) {
      other.answersWith(gzipped(whole));
      FetchException large =
          failure(client(settings().withMaxBytes(5000), Target.simulator(other.root())));
      assertThat(large.kind()).isEqualTo(Kind.BAD_ANSWER);
      assertThat(large).hasMessageContaining("when decompressed");
    }
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void redirectsWithinTheHostAreFollowed() throws Exception {
    publisher.answersWith(Reply.with(307, "Location", "/elsewhere?x=1")).answersWithJson("{}");
    assertThat(client().get(REQUEST).bytes()).isEqualTo(2);
    assertThat(publisher.asked())
        .extracting(TestPublisher.Asked::path)
        .endsWith("/www.taifex.com.tw/elsewhere?x=1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://www.taifex.com.tw/x",
        "https://evil.example/x",
        "//evil.example/x",
        "mailto:x",
        "https://bad host/"
      })
  void otherRedirectsAreRefused(String location) {
    publisher.answersWith(Reply.with(302, "Location", location));
    FetchException failure = failure(client());
    assertThat(failure.kind()).isEqualTo(Kind.BAD_ANSWER);
    assertThat(failure.retryable()).isFalse();
    assertThat(publisher.asked()).hasSize(1);
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void redirectsInACircleEnd() {
    publisher.answersWith(Reply.with(302, "Location", "/x"));
    assertThat(failure(client())).hasMessageContaining("at most 5 redirects");
    assertThat(publisher.asked()).hasSize(6);
  }

  @Test
  void theTokenIsSentAndNeverShown() throws Exception {
    String secret = "eyJ-very-secret-token";
    BearerToken token = BearerToken.of(" " + secret + "\n").orElseThrow();
    Request request =
        new Request(
            "finmind.stock_tick 2024-11-05", URI.create("https://api.finmindtrade.com/x"), token);
    publisher.answersWith(Reply.of(500, "text/plain", "what is " + secret + "?"));
    FetchException failure =
        catchThrowableOfType(FetchException.class, () -> client().get(request));
    assertThat(publisher.asked().get(0).headers().get("Authorization"))
        .containsExactly("Bearer " + secret);
    assertThat(failure.getMessage()).doesNotContain(secret).contains("***");
    assertThat(((StatusException) failure).answer()).doesNotContain(secret);
    assertThat(recorder.retries).isNotEmpty().noneMatch(why -> why.contains(secret));
    assertThat(request.toString()).doesNotContain(secret);
    assertThat(token.toString()).isEqualTo("***");
    assertThatThrownBy(() -> BearerToken.of(secret + "\nX: y"))
        .isInstanceOf(IllegalArgumentException.class)
        .message()
        .doesNotContain(secret);
  }

  @Test
  void aFormIsSentAgainWithEachAttempt() throws Exception {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("__EVENTTARGET", "btnSearch");
    fields.put("__VIEWSTATE", "/wEP+a==");
    fields.put("txtStockName", "\u9A30 \u8A0A&");
    fields.put("txtParticipantID", "");
    PostForm form = new PostForm(fields, ADDRESS);
    publisher
        .answersWith(Reply.of(503, "text/plain", "busy"))
        .answersWith(Reply.of(200, "text/html", "page"));
    Answer answer = client().ask(Request.of("hkex.x 2025-10-16", ADDRESS, form));
    assertThat(answer.file()).hasContent("page");
    assertThat(publisher.asked()).hasSize(2);
    assertThat(publisher.asked())
        .allSatisfy(
            asked -> {
              assertThat(asked.method()).isEqualTo("POST");
              assertThat(asked.body())
                  .isEqualTo(
                      "__EVENTTARGET=btnSearch&__VIEWSTATE=%2FwEP%2Ba%3D%3D"
                          + "&txtStockName=%E9%A8%B0+%E8%A8%8A%26&txtParticipantID=");
              assertThat(asked.headers().get("Content-type"))
                  .containsExactly("application/x-www-form-urlencoded");
              assertThat(asked.headers().get("Referer")).containsExactly(ADDRESS.toString());
            });
  }

  @Test
  void aFormIsNotSentElsewhere() {
    publisher.answersWith(Reply.with(302, "Location", "/elsewhere"));
    Request request =
        Request.of("hkex.x 2025-10-16", ADDRESS, new PostForm(Map.of("a", "b"), ADDRESS));
    assertThatThrownBy(() -> client().ask(request))
        .isInstanceOf(FetchException.class)
        .hasMessageContaining("expected an answer to a form, found a redirect to /elsewhere");
    assertThat(publisher.asked()).allMatch(asked -> asked.method().equals("POST"));
  }

  @Test
  void anInterruptEndsTheTransfer() throws Exception {
    try (RawServer server = new RawServer(head("100") + "0", End.SILENCE)) {
      AtomicReference<@Nullable Throwable> thrown = new AtomicReference<>();
      PoliteClient client = client(server.root());
      Thread thread =
          new Thread(
              () -> {
                try {
                  client.get(REQUEST);
                } catch (FetchException | InterruptedException e) {
                  thrown.set(e);
                }
              });
      thread.start();
      server.awaitSent();
      thread.interrupt();
      thread.join();
      assertThat(thrown.get()).isInstanceOf(InterruptedException.class);
      server.awaitClientLeft();
      assertThat(folder).isEmptyDirectory();
    }
  }

  @Test
  void aFolderThatCannotBeWrittenIsOurOwnFault() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    PoliteClient client =
        new PoliteClient(
            file,
            single(),
            Target.simulator(publisher.root()),
            TransferListener.NONE,
            pause,
            new Random(1));
    assertThat(failure(client).kind()).isEqualTo(Kind.LOCAL_STORAGE);
    assertThat(publisher.asked()).isEmpty();
  }

  private PoliteClient client() {
    return client(publisher.root());
  }

  private PoliteClient client(URI root) {
    return client(settings(), Target.simulator(root));
  }

  private PoliteClient client(ClientSettings settings, Target target) {
    return new PoliteClient(folder, settings, target, recorder, pause, new Random(1));
  }

  private PoliteClient inForeground(URI root) {
    return client(settings().with(Unreachable.GIVEN_UP), Target.simulator(root));
  }

  private static int closedPort() throws IOException {
    try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return closed.getLocalPort();
    }
  }

  private PoliteClient client(Target target, HostLimits limits) {
    return new PoliteClient(folder, settings(), target, recorder, pause, new Random(1), limits);
  }

  private static ClientSettings settings() {
    return ClientSettings.defaults()
        .with(
            new Retries(
                ATTEMPTS,
                Duration.ofSeconds(2),
                Duration.ofMinutes(1),
                Duration.ofMinutes(2),
                Duration.ofHours(1)));
  }

  private static ClientSettings single() {
    return ClientSettings.defaults()
        .with(
            new Retries(
                1,
                Duration.ofSeconds(2),
                Duration.ofMinutes(1),
                Duration.ofMinutes(2),
                Duration.ofHours(1)));
  }

  private static FetchException failure(PoliteClient client) {
    return catchThrowableOfType(FetchException.class, () -> client.get(REQUEST));
  }

  private static String head(String length) {
    return "HTTP/1.1 200 OK\r\nContent-Type: application/zip\r\nContent-Length: "
        + length
        + "\r\n\r\n";
  }

  private static Reply gzipped(byte[] body) {
    return new Reply(200, Map.of("Content-Type", "text/csv", "Content-Encoding", "gzip"), body);
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    }
    return out.toByteArray();
  }

  private static final class Recorder implements TransferListener {

    private final List<Long> received = Collections.synchronizedList(new ArrayList<>());
    private final List<OptionalLong> expected = Collections.synchronizedList(new ArrayList<>());
    private final List<String> retries = Collections.synchronizedList(new ArrayList<>());

    @Override
    public void received(Request request, long bytes, OptionalLong declared) {
      received.add(bytes);
      expected.add(declared);
    }

    @Override
    public void retrying(Request request, int attempt, Duration wait, String why) {
      retries.add(why);
    }
  }
}

package io.tapehouse.store.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tapehouse.emulators.AwsError;
import io.tapehouse.emulators.AwsError.Format;
import io.tapehouse.emulators.FaultyHttp;
import io.tapehouse.emulators.HttpFault;
import io.tapehouse.emulators.HttpMessage;
import io.tapehouse.store.ObjectStore.ObjectInfo;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.MultipartUpload;

/**
 * Faults on the wire at each request: nothing lost, nothing twice, each object whole or absent.
 * Most of the time of a test is waiting for an answer or for another attempt, so some run at once;
 * each has a bucket, a network and clients of its own.
 */
@Execution(ExecutionMode.CONCURRENT)
class S3FaultsTest {

  private static final int ATTEMPTS = 4;
  private static final int BIG = 11_000_001;
  private static final byte[] BIG_BYTES = new byte[BIG];
  private static final byte[] SMALL = "some bytes".getBytes(StandardCharsets.UTF_8);
  private static final HttpFault EXPIRED = HttpFault.error(AwsError.EXPIRED_TOKEN, Format.REST_XML);

  static {
    new Random(7).nextBytes(BIG_BYTES);
  }

  @TempDir Path folder;
  private FaultyHttp faulty;
  private S3Client client;
  private S3Client plainClient;
  private S3Location location;
  private S3ObjectStore store;
  private S3ObjectStore plain;
  private Path big;

  @BeforeEach
  void connect() throws IOException {
    location = new S3Location(S3Server.newBucket(), "p/");
    faulty = FaultyHttp.before(S3Server.get().endpoint());
    store = storeWith(settings());
    S3Settings direct = S3Server.settings(S3Server.get().endpoint());
    plainClient = S3Clients.of(direct, S3Server.credentials());
    plain = new S3ObjectStore(plainClient, location, direct);
    big = Files.write(folder.resolve("big"), BIG_BYTES);
  }

  @AfterEach
  void disconnect() throws IOException {
    client.close();
    plainClient.close();
    faulty.close();
  }

  /** Faults that another attempt overcomes, of which the caller sees nothing. */
  static Stream<HttpFault> passing() {
    return Stream.of(
        HttpFault.error(AwsError.THROTTLED, Format.REST_XML),
        HttpFault.error(AwsError.INTERNAL_ERROR, Format.REST_XML),
        HttpFault.error(AwsError.UNAVAILABLE, Format.REST_XML),
        new HttpFault.RequestLost(),
        new HttpFault.AnswerLost(),
        new HttpFault.AnswerNever(),
        new HttpFault.AnswerCut(),
        new HttpFault.DeliveredTwice());
  }

  /** Each of them at each step of a write in parts. */
  static Stream<Arguments> passingAtEachStep() {
    return passing()
        .flatMap(
            fault ->
                Stream.of(
                    Arguments.of("create", Request.CREATE, fault),
                    Arguments.of("part", Request.PART, fault),
                    Arguments.of("complete", Request.COMPLETE, fault)));
  }

  /** Those of them that upstream hears nothing of. */
  static Stream<Arguments> refusedAtEachStep() {
    return passingAtEachStep()
        .filter(
            arguments ->
                arguments.get()[2] instanceof HttpFault.Answered
                    || arguments.get()[2] instanceof HttpFault.RequestLost);
  }

  @ParameterizedTest
  @MethodSource("passing")
  void aSmallObjectIsWrittenOnceAndTheWriterKnows(HttpFault fault) throws IOException {
    FaultyHttp.Rule rule = faulty.next(Request.PUT, 1, fault);
    assertThat(store.putIfAbsent("x", SMALL)).isTrue();
    assertThat(rule.hits()).isEqualTo(1);
    assertThat(read(plain, "x")).isEqualTo(SMALL);
    assertThat(store.putIfAbsent("x", new byte[] {1})).isFalse();
    assertThat(read(plain, "x")).isEqualTo(SMALL);
  }

  @ParameterizedTest
  @MethodSource("passing")
  void whatAnotherWroteStaysAnothers(HttpFault fault) throws IOException {
    plain.putIfAbsent("x", SMALL);
    faulty.next(Request.PUT, 1, fault);
    assertThat(store.putIfAbsent("x", SMALL)).isFalse(); // the very same bytes, yet not ours
  }

  @ParameterizedTest
  @MethodSource("passingAtEachStep")
  void aBigObjectIsWrittenOnceAndTheWriterKnows(
      String step, Predicate<HttpMessage> which, HttpFault fault) throws IOException {
    FaultyHttp.Rule rule = faulty.next(which, 1, fault);
    assertThat(store.putIfAbsent("big", big)).as(step).isTrue();
    assertThat(rule.hits()).isEqualTo(1);
    assertThat(read(plain, "big")).isEqualTo(BIG_BYTES);
    assertThat(store.putIfAbsent("big", big)).isFalse();
  }

  @ParameterizedTest
  @MethodSource("passing")
  void readingGoesOn(HttpFault fault) throws IOException {
    plain.putIfAbsent("big", big);
    FaultyHttp.Rule rule = faulty.next(Request.GET, 2, fault);
    assertThat(read(store, "big")).isEqualTo(BIG_BYTES);
    assertThat(rule.hits()).isPositive();
    faulty.heal();
    faulty.next(Request.GET, 1, fault);
    Path copy = store.localCopy("big", folder.resolve("copies"));
    assertThat(copy).hasSameBinaryContentAs(big);
    try (Stream<Path> left = Files.list(folder.resolve("copies"))) {
      assertThat(left).containsExactly(copy);
    }
  }

  @ParameterizedTest
  @MethodSource("passing")
  void askingAndListingAndDeletingGoOn(HttpFault fault) throws IOException {
    plain.putIfAbsent("a/x", SMALL);
    plain.putIfAbsent("a/y", SMALL);
    for (Predicate<HttpMessage> which : List.of(Request.HEAD, Request.LIST, Request.DELETE)) {
      faulty.next(which, 1, fault);
    }
    assertThat(store.stat("a/x")).contains(new ObjectInfo("a/x", SMALL.length));
    assertThat(store.list("")).extracting(ObjectInfo::key).containsExactly("a/x", "a/y");
    faulty.next(Request.LIST, 1, fault);
    assertThat(store.children("a/")).containsExactly("x", "y");
    store.delete("a/x");
    assertThat(plain.list("")).extracting(ObjectInfo::key).containsExactly("a/y");
  }

  @Test
  void aReadBrokenOffGoesOnFromThereWithTheSameObject() throws IOException {
    plain.putIfAbsent("big", big);
    faulty.next(Request.GET, 1, new HttpFault.AnswerCut());
    assertThat(read(store, "big")).isEqualTo(BIG_BYTES);
    List<HttpMessage> gets = faulty.seen().stream().filter(Request.GET).toList();
    assertThat(gets).hasSize(2);
    String range = gets.get(1).header("Range").orElseThrow();
    assertThat(range).matches("bytes=[1-9][0-9]*-");
    assertThat(gets.get(1).header("If-Match")).isPresent();
  }

  @Test
  void aReadBrokenOffNeverGoesOnWithAnotherObject() throws IOException {
    plain.putIfAbsent("big", big);
    faulty.next(Request.GET, 1, new HttpFault.AnswerCut());
    try (InputStream in = store.open("big")) {
      in.readNBytes(1000);
      plain.delete("big");
      Path other = Files.write(folder.resolve("other"), new byte[BIG]);
      plain.putIfAbsent("big", other);
      assertThatIOException()
          .isThrownBy(in::readAllBytes)
          .withMessageContaining("replaced or deleted while it was read");
    }
  }

  @Test
  void aReadIsGivenUpAfterSoManyBreaks() throws IOException {
    plain.putIfAbsent("big", big);
    faulty.next(Request.GET, 100, new HttpFault.AnswerCut());
    assertThatIOException()
        .isThrownBy(() -> store.localCopy("big", folder.resolve("copies")))
        .withMessageContaining("broke off")
        .withMessageContaining(location.bucket());
    assertThat(folder.resolve("copies")).isEmptyDirectory();
  }

  /** A fault that stays. */
  @Test
  void anErrorNamesWhatWhereAndWhy() {
    HttpFault internal = HttpFault.error(AwsError.INTERNAL_ERROR, Format.REST_XML);
    FaultyHttp.Rule rule = faulty.next(Request.PUT, 100, internal);
    assertThatIOException()
        .isThrownBy(() -> store.putIfAbsent("x", SMALL))
        .withMessageContaining("s3://" + location.bucket() + "/p/x")
        .withMessageContaining("500")
        .withMessageContaining("InternalError")
        .withMessageContaining("FAULTY-INTERNAL_ERROR");
    assertThat(rule.hits()).isEqualTo(ATTEMPTS);
  }

  @Test
  void expiredCredentialsAreSaidToBe() throws IOException {
    plain.putIfAbsent("x", SMALL);
    faulty.next(request -> true, 1000, EXPIRED);
    for (Call call :
        List.<Call>of(
            () -> store.putIfAbsent("y", SMALL),
            () -> read(store, "x"),
            () -> store.localCopy("x", folder),
            () -> store.list(""),
            () -> store.children(""),
            () -> store.delete("x"),
            () -> store.stat("x"),
            () -> store.putIfAbsent("big", big))) {
      assertThatThrownBy(call::run)
          .isInstanceOf(IOException.class)
          .isNotInstanceOf(NoSuchFileException.class)
          .hasMessageContaining("credentials have expired")
          .hasMessageContaining(location.bucket())
          .message()
          .doesNotContain(S3Server.get().secretKey());
    }
    faulty.heal();
    assertThat(plain.list("")).extracting(ObjectInfo::key).containsExactly("x");
  }

  /** Credentials expire in the middle: the first attempt was carried out, its answer lost. */
  @Test
  void aWriteThatWasCarriedOutIsKnownAfterCredentialsExpired() throws IOException {
    faulty.next(Request.PUT, 1, new HttpFault.AnswerLost());
    faulty.next(Request.PUT, 1, EXPIRED);
    assertThat(store.putIfAbsent("x", SMALL)).isTrue();
    assertThat(read(plain, "x")).isEqualTo(SMALL);
  }

  @Test
  void everyAnswerLostAndStillTheWriterKnows() throws IOException {
    faulty.next(Request.PUT, ATTEMPTS, new HttpFault.AnswerLost());
    assertThat(store.putIfAbsent("x", SMALL)).isTrue();
    faulty.next(Request.COMPLETE, ATTEMPTS, new HttpFault.AnswerLost());
    assertThat(store.putIfAbsent("big", big)).isTrue();
    assertThat(read(plain, "big")).isEqualTo(BIG_BYTES);
  }

  @ParameterizedTest
  @MethodSource("refusedAtEachStep")
  void aBigWriteThatFailsLeavesNothing(String step, Predicate<HttpMessage> which, HttpFault fault)
      throws IOException {
    faulty.next(which, 1000, fault);
    assertThatIOException().as(step).isThrownBy(() -> store.putIfAbsent("big", big));
    faulty.heal();
    assertThat(plain.list("")).isEmpty();
    assertThat(uploads()).isEmpty();
  }

  @Test
  void anErrorInsideAGoodAnswerIsAnError() throws IOException {
    // https://docs.aws.amazon.com/AmazonS3/latest/API/API_CompleteMultipartUpload.html: 200 is sent
    // before S3 knows.
    String body = "<Error><Code>InternalError</Code><Message>late</Message></Error>";
    FaultyHttp.Rule rule =
        faulty.next(Request.COMPLETE, 1, new HttpFault.Answered(200, Map.of(), body));
    assertThat(store.putIfAbsent("big", big)).isTrue();
    assertThat(rule.hits()).isEqualTo(1);
    assertThat(read(plain, "big")).isEqualTo(BIG_BYTES);
  }

  @Test
  void aConflictIsTriedAgain() throws IOException {
    HttpFault conflict =
        new HttpFault.Answered(
            409, Map.of(), "<Error><Code>ConditionalRequestConflict</Code></Error>");
    FaultyHttp.Rule put = faulty.next(Request.PUT, 2, conflict);
    assertThat(store.putIfAbsent("x", SMALL)).isTrue();
    assertThat(put.hits()).isEqualTo(2);
    faulty.next(Request.COMPLETE, 1, conflict);
    faulty.forget();
    assertThat(store.putIfAbsent("big", big)).isTrue();
    assertThat(faulty.seen().stream().filter(Request.CREATE)).hasSize(2); // S3 wants a new upload
    assertThat(uploads()).isEmpty();
    faulty.next(Request.PUT, 1000, conflict);
    assertThatIOException()
        .isThrownBy(() -> store.putIfAbsent("y", SMALL))
        .withMessageContaining("ConditionalRequestConflict");
  }

  @Test
  void anUploadThatAnotherFinishedFirstIsAborted() throws IOException {
    faulty.next(
        request -> {
          if (Request.COMPLETE.test(request)) {
            try {
              plain.putIfAbsent("big", SMALL);
            } catch (IOException e) {
              throw new java.io.UncheckedIOException(e);
            }
          }
          return false;
        },
        1,
        new HttpFault.RequestLost());
    assertThat(store.putIfAbsent("big", big)).isFalse();
    assertThat(read(plain, "big")).isEqualTo(SMALL);
    assertThat(uploads()).isEmpty();
  }

  @Test
  void anInterruptBreaksOff() throws IOException {
    Thread.currentThread().interrupt();
    try {
      assertThatThrownBy(() -> store.putIfAbsent("x", SMALL))
          .isInstanceOf(InterruptedIOException.class);
      assertThat(Thread.currentThread().isInterrupted()).isTrue();
    } finally {
      Thread.interrupted();
    }
    assertThat(plain.list("")).isEmpty();
  }

  @Test
  void sweepingEndsWhatACrashLeft() throws IOException {
    String upload =
        plainClient
            .createMultipartUpload(r -> r.bucket(location.bucket()).key("p/left"))
            .uploadId();
    plainClient.createMultipartUpload(r -> r.bucket(location.bucket()).key("others/left"));
    assertThat(store.abortUploadsBegunBefore(Instant.now().minus(Duration.ofHours(1)))).isZero();
    assertThat(uploads()).contains(upload).hasSize(2);
    assertThat(store.abortUploadsBegunBefore(Instant.now().plusSeconds(60))).isEqualTo(1);
    assertThat(uploads()).doesNotContain(upload).hasSize(1);
  }

  @Test
  void whatIsSentBearsEncryptionTagsAndDigests() throws IOException {
    S3ObjectStore marked =
        storeWith(
            settings()
                .withKmsKeyId("arn:aws:kms:us-east-1:1:key/k")
                .withTags(Map.of("requested-by", "a b", "project", "tapehouse")));
    // S3Proxy takes no tags, so the answers are made up: what counts is what was sent.
    faulty.next(Request.PUT, 1, new HttpFault.Answered(200, Map.of("ETag", "\"e\""), ""));
    marked.putIfAbsent("x", SMALL);
    faulty.next(Request.CREATE, 1, EXPIRED);
    assertThatIOException().isThrownBy(() -> marked.putIfAbsent("big", big));
    for (Predicate<HttpMessage> which : List.of(Request.PUT, Request.CREATE)) {
      HttpMessage sent = faulty.seen().stream().filter(which).findFirst().orElseThrow();
      assertThat(sent.header("x-amz-server-side-encryption")).contains("aws:kms");
      assertThat(sent.header("x-amz-server-side-encryption-aws-kms-key-id"))
          .contains("arn:aws:kms:us-east-1:1:key/k");
      assertThat(sent.header("x-amz-server-side-encryption-bucket-key-enabled")).contains("true");
      assertThat(sent.header("x-amz-tagging")).contains("project=tapehouse&requested-by=a%20b");
      assertThat(sent.header("x-amz-meta-tapehouse-write")).isPresent();
    }
    HttpMessage put = faulty.seen().stream().filter(Request.PUT).findFirst().orElseThrow();
    assertThat(put.header("If-None-Match")).contains("*");
    assertThat(put.header("x-amz-checksum-sha256")).contains(Slice.Digests.of(SMALL));
    faulty.forget();
    storeWith(settings()).putIfAbsent("big", big);
    assertThat(faulty.seen().stream().filter(r -> r.query().containsKey("partNumber")))
        .hasSize(3)
        .allMatch(part -> part.header("x-amz-checksum-sha256").isPresent());
    HttpMessage complete =
        faulty.seen().stream().filter(Request.COMPLETE).findFirst().orElseThrow();
    assertThat(complete.header("If-None-Match")).contains("*");
    assertThat(complete.text()).contains("<ChecksumSHA256>");
  }

  @Test
  void bytesThatChangeOnTheWayAreRefused() throws IOException {
    Path source = Files.write(folder.resolve("source"), SMALL);
    assertThatIOException()
        .isThrownBy(
            () ->
                new SingleWrite(new S3Place(client, location, settings()))
                    .write(
                        "x",
                        new Slice(source, 0, SMALL.length).body(),
                        Slice.Digests.of(new byte[] {1})));
    assertThat(plain.list("")).isEmpty();
  }

  /** The requests that a store makes. */
  private enum Request implements Predicate<HttpMessage> {
    PUT,
    CREATE,
    PART,
    COMPLETE,
    HEAD,
    LIST,
    GET,
    DELETE;

    @Override
    public boolean test(HttpMessage sent) {
      Map<String, String> query = sent.query();
      return switch (this) {
        case PUT -> sent.method().equals("PUT") && !query.containsKey("partNumber");
        case CREATE -> sent.method().equals("POST") && query.containsKey("uploads");
        case PART -> "2".equals(query.get("partNumber"));
        case COMPLETE -> sent.method().equals("POST") && query.containsKey("uploadId");
        case LIST -> query.containsKey("list-type");
        case GET -> sent.method().equals("GET") && !query.containsKey("list-type");
        case HEAD, DELETE -> sent.method().equals(name());
      };
    }
  }

  private interface Call {
    void run() throws IOException;
  }

  private S3Settings settings() throws IOException {
    return S3Server.settings(faulty.endpoint())
        .withPatience(Duration.ofSeconds(5), Duration.ofSeconds(4), ATTEMPTS);
  }

  private S3ObjectStore storeWith(S3Settings settings) throws IOException {
    if (client != null) {
      client.close();
    }
    client = S3Clients.of(settings, S3Server.credentials());
    store = new S3ObjectStore(client, location, settings);
    return store;
  }

  private List<String> uploads() {
    return plainClient.listMultipartUploads(r -> r.bucket(location.bucket())).uploads().stream()
        .map(MultipartUpload::uploadId)
        .toList();
  }

  private static byte[] read(S3ObjectStore from, String key) throws IOException {
    try (InputStream in = from.open(key)) {
      return in.readAllBytes();
    }
  }
}

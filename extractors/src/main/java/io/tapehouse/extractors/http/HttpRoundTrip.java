package io.tapehouse.extractors.http;

import io.tapehouse.extractors.http.ClientSettings.Timeouts;
import io.tapehouse.extractors.http.FetchException.Kind;
import io.tapehouse.extractors.http.FetchException.Retry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** One request sent once, and the whole of its answer received within the time allowed. */
final class HttpRoundTrip {

  private static final int OK = 200;

  private final HttpClient http;
  private final ClientSettings settings;
  private final TransferListener listener;
  private final Request request;

  HttpRoundTrip(
      HttpClient http, ClientSettings settings, TransferListener listener, Request request) {
    this.http = http;
    this.settings = settings;
    this.listener = listener;
    this.request = request;
  }

  /**
   * What came back.
   *
   * @param status of the answer
   * @param headers of the answer
   * @param bytes of the body, as sent
   * @param excerpt the begin of the body, unless the status is 200: then it is in the file
   */
  record Reply(int status, HttpHeaders headers, long bytes, String excerpt) {}

  /**
   * Asks {@code address}; the body of an answer of status 200 is in {@code file} afterwards.
   *
   * @param answers is run when an answer begins
   */
  Reply send(URI address, Path file, Runnable answers) throws FetchException, InterruptedException {
    Body body = new Body(file, answers);
    CompletableFuture<HttpResponse<Received>> answer = http.sendAsync(asked(address), body);
    boolean whole = false;
    try {
      Reply reply = await(answer, body);
      whole = true;
      return reply;
    } finally {
      if (!whole) {
        // Closes the connection, so that nothing is written to a deleted file.
        answer.cancel(true);
        body.abandon();
      }
    }
  }

  private HttpRequest asked(URI address) {
    HttpRequest.Builder builder =
        HttpRequest.newBuilder(address).header("User-Agent", settings.userAgent());
    PostForm form = request.form();
    if (form == null) {
      builder.GET();
    } else {
      builder
          .POST(HttpRequest.BodyPublishers.ofString(form.encoded(), StandardCharsets.US_ASCII))
          .header("Content-Type", "application/x-www-form-urlencoded")
          .header("Referer", form.page().toString());
    }
    BearerToken token = request.token();
    if (token != null) {
      builder.header("Authorization", token.header());
    }
    return builder.build();
  }

  private Reply await(CompletableFuture<HttpResponse<Received>> answer, Body body)
      throws FetchException, InterruptedException {
    Timeouts timeouts = settings.timeouts();
    long start = System.nanoTime();
    try {
      within(
          timeouts.connect().plus(timeouts.answer()), CompletableFuture.anyOf(answer, body.head));
    } catch (TimeoutException e) {
      throw timeout("expected an answer within " + timeouts.answer() + ", found none");
    } catch (ExecutionException e) {
      throw failure(e.getCause(), body);
    }
    try {
      Duration left = timeouts.whole().minusNanos(System.nanoTime() - start);
      HttpResponse<Received> response = within(left, answer);
      Received received = response.body();
      OptionalLong declared = declared(response.headers());
      if (response.statusCode() == OK
          && declared.isPresent()
          && declared.getAsLong() != received.bytes()) {
        throw cut(declared, received.bytes(), "end of the answer");
      }
      return new Reply(
          response.statusCode(), response.headers(), received.bytes(), received.excerpt());
    } catch (TimeoutException e) {
      throw timeout(
          "expected the whole answer within %s, found %s"
              .formatted(timeouts.whole(), amounts(body.declared(), body.bytes())));
    } catch (ExecutionException e) {
      throw failure(e.getCause(), body);
    }
  }

  private static <T> T within(Duration time, CompletableFuture<T> future)
      throws ExecutionException, InterruptedException, TimeoutException {
    return future.get(Math.max(1, time.toMillis()), TimeUnit.MILLISECONDS);
  }

  private FetchException failure(@Nullable Throwable cause, Body body) {
    if (cause instanceof FileBody.TooLargeException) {
      return with(cause, Kind.BAD_ANSWER, Retry.NEVER, message(cause));
    }
    if (cause instanceof FileBody.WriteException) {
      return with(cause, Kind.LOCAL_STORAGE, Retry.LATER, message(cause));
    }
    if (body.head.isDone()) {
      FetchException cut = cut(body.declared(), body.bytes(), message(cause));
      cut.initCause(cause);
      return cut;
    }
    if (ConnectionFailure.isWithoutConnection(cause)) {
      return new NoConnectionException(request, unreachable(cause), cause);
    }
    Retry retry = distrusted(cause) ? Retry.NEVER : Retry.LATER;
    return with(cause, Kind.UNREACHABLE, retry, "expected an answer, found " + unreachable(cause));
  }

  private FetchException with(@Nullable Throwable cause, Kind kind, Retry retry, String complaint) {
    FetchException exception = new FetchException(kind, retry, request, complaint, null);
    exception.initCause(cause);
    return exception;
  }

  private FetchException cut(OptionalLong declared, long bytes, String end) {
    return new FetchException(
        Kind.BAD_ANSWER,
        Retry.LATER,
        request,
        "cut short: " + amounts(declared, bytes) + ", then " + end,
        null);
  }

  private FetchException timeout(String complaint) {
    return new FetchException(Kind.TIMEOUT, Retry.LATER, request, complaint, null);
  }

  private static String amounts(OptionalLong declared, long bytes) {
    return declared.isPresent()
        ? bytes + " bytes of " + declared.getAsLong()
        : bytes + " bytes of an undeclared number";
  }

  private static String unreachable(@Nullable Throwable cause) {
    return switch (ConnectionFailure.of(cause)) {
      case NO_SUCH_HOST -> "no such host";
      case REFUSED -> "the connection refused";
      case TLS -> "no secure connection: " + message(cause);
      case TIMEOUT -> "no connection in time";
      case CLOSED -> "the connection closed without one";
      case OTHER -> message(cause);
    };
  }

  private static String message(@Nullable Throwable cause) {
    if (cause == null) {
      return "nothing more is known";
    }
    return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
  }

  /** A certificate that is not trusted now is not trusted in a minute. */
  private static boolean distrusted(@Nullable Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof CertificateException
          || cause instanceof CertPathValidatorException
          || cause instanceof CertPathBuilderException) {
        return true;
      }
    }
    return false;
  }

  private static OptionalLong declared(HttpHeaders headers) {
    return headers.firstValueAsLong("Content-Length");
  }

  /** Chooses where a body goes, and remembers how far it got. */
  private final class Body implements BodyHandler<Received> {

    private final Path file;
    private final Runnable answers;
    private final CompletableFuture<Void> head = new CompletableFuture<>();
    private final AtomicReference<@Nullable FileBody> kept = new AtomicReference<>();
    private final AtomicReference<OptionalLong> declared =
        new AtomicReference<>(OptionalLong.empty());

    Body(Path file, Runnable answers) {
      this.file = file;
      this.answers = answers;
    }

    @Override
    public BodySubscriber<Received> apply(HttpResponse.ResponseInfo info) {
      OptionalLong length = HttpRoundTrip.declared(info.headers());
      declared.set(length);
      BodySubscriber<Received> subscriber;
      if (info.statusCode() == OK) {
        FileBody fileBody =
            new FileBody(
                file,
                length,
                settings.maxBytes(),
                bytes -> listener.received(request, bytes, length));
        kept.set(fileBody);
        subscriber = fileBody;
      } else {
        subscriber = new ExcerptBody();
      }
      answers.run();
      head.complete(null);
      return subscriber;
    }

    OptionalLong declared() {
      return declared.get();
    }

    long bytes() {
      FileBody fileBody = kept.get();
      return fileBody == null ? 0 : fileBody.bytes();
    }

    void abandon() {
      FileBody fileBody = kept.get();
      if (fileBody != null) {
        fileBody.fail(new IOException("abandoned"));
      }
    }
  }
}

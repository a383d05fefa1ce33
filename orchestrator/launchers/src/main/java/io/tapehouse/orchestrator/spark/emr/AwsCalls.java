package io.tapehouse.orchestrator.spark.emr;

import io.tapehouse.orchestrator.spark.emr.AwsCallException.Reason;
import io.tapehouse.store.Backoff;
import io.tapehouse.store.Backoff.Jitter;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.exception.SdkServiceException;

/** Asks AWS, again where that is safe, within bounds, and names the cause of a failure. */
record AwsCalls(Waits waits) {

  private static final Logger LOG = LoggerFactory.getLogger(AwsCalls.class);

  private static final Backoff BACKOFF =
      new Backoff(8, Duration.ofSeconds(1), Duration.ofSeconds(30), Jitter.HALF);

  private static final Set<String> CREDENTIALS =
      Set.of(
          "ExpiredToken",
          "ExpiredTokenException",
          "RequestExpired",
          "InvalidClientTokenId",
          "UnrecognizedClientException",
          "InvalidSignatureException",
          "SignatureDoesNotMatch",
          "MissingAuthenticationToken",
          "MissingAuthenticationTokenException",
          "InvalidAccessKeyId",
          "AuthFailure",
          "AccessDenied",
          "AccessDeniedException");

  /** A request that may be carried out twice without harm. */
  <T> T repeatable(String call, Supplier<T> request) throws IOException, InterruptedException {
    return ask(call, request, Set.of(Reason.THROTTLED, Reason.UNCLEAR));
  }

  /**
   * A request that must not be carried out twice: repeated only when it was refused for sure.
   *
   * @throws AwsCallException UNCLEAR: the caller has to look whether it was carried out
   */
  <T> T once(String call, Supplier<T> request) throws IOException, InterruptedException {
    return ask(call, request, Set.of(Reason.THROTTLED));
  }

  private <T> T ask(String call, Supplier<T> request, Set<Reason> again)
      throws IOException, InterruptedException {
    Backoff.Attempts attempts = BACKOFF.start(waits::sleep);
    while (true) {
      AwsCallException failure;
      try {
        return request.get();
      } catch (AbortedException | CancellationException e) {
        // The second is what Apache's client throws of a thread that waits for a connection.
        Thread.interrupted();
        InterruptedException interrupt = new InterruptedException(call + " was broken off");
        interrupt.initCause(e);
        throw interrupt;
      } catch (SdkException e) {
        failure = failure(call, e, attempts.number());
      }
      String message = failure.getMessage();
      if (!again.contains(failure.reason())
          || !attempts.again(
              Duration.ZERO, pause -> LOG.debug("{}; again in {} ms", message, pause.toMillis()))) {
        throw failure;
      }
    }
  }

  private static AwsCallException failure(String call, SdkException e, int number) {
    if (e instanceof SdkServiceException answer) {
      String code =
          answer instanceof AwsServiceException aws && aws.awsErrorDetails() != null
              ? String.valueOf(aws.awsErrorDetails().errorCode())
              : "no code";
      String words =
          "%s: %s, HTTP %d: %s"
              .formatted(call, code, answer.statusCode(), firstLine(answer.getMessage()));
      Reason reason = reason(answer, code);
      return new AwsCallException(reason, explained(reason, words, number), e);
    }
    Reason reason = aboutCredentials(e) ? Reason.CREDENTIALS : Reason.UNCLEAR;
    return new AwsCallException(
        reason, explained(reason, call + ": " + firstLine(e.getMessage()), number), e);
  }

  private static Reason reason(SdkServiceException answer, String code) {
    if (answer.isThrottlingException() || answer.statusCode() == 429) {
      return Reason.THROTTLED;
    }
    if (CREDENTIALS.contains(code) || answer.statusCode() == 401) {
      return Reason.CREDENTIALS;
    }
    if (answer.statusCode() >= 500
        || code.equals("InternalServerException")
        || code.equals("InternalServerError")) {
      return Reason.UNCLEAR;
    }
    if (code.equals("ConflictException")) {
      return Reason.CONFLICT;
    }
    // EMR on EC2 has no code of its own for what it does not know.
    boolean unknown =
        answer.statusCode() == 404
            || code.equals("ResourceNotFoundException")
            || String.valueOf(answer.getMessage())
                .toLowerCase(Locale.ROOT)
                .matches("(?s).*(is not valid|does not exist).*");
    return unknown ? Reason.NOT_FOUND : Reason.REFUSED;
  }

  private static boolean aboutCredentials(SdkException e) {
    String message = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
    return message.contains("credential") || message.contains("token file");
  }

  private static String explained(Reason reason, String words, int number) {
    return switch (reason) {
      case CREDENTIALS ->
          words
              + ". Renew the credentials (AWS_PROFILE with `aws sso login`, or the role of the"
              + " machine) or give them this permission; work that was begun is found again by the"
              + " next attempt";
      case THROTTLED, UNCLEAR -> words + " (asked " + number + " times)";
      case NOT_FOUND, CONFLICT, REFUSED -> words;
    };
  }

  private static String firstLine(String message) {
    return String.valueOf(message).lines().findFirst().orElse("no message");
  }
}

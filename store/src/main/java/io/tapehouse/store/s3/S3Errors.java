package io.tapehouse.store.s3;

import io.tapehouse.store.Backoff;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.NoSuchFileException;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkException;

/** What the SDK throws, as the exceptions of an object store. No message has a credential in it. */
final class S3Errors {

  private static final Set<String> EXPIRED =
      Set.of("ExpiredToken", "ExpiredTokenException", "RequestExpired", "TokenRefreshRequired");

  private S3Errors() {}

  /**
   * Whether there is no such object: also where the request was a HEAD, whose answer has no code.
   */
  static boolean isMissing(SdkException e) {
    return status(e) == 404 && (code(e).isEmpty() || code(e).equals("NoSuchKey"));
  }

  /** The condition failed: the key is taken, or the object is no longer what it was. */
  static boolean isPreconditionFailed(SdkException e) {
    return status(e) == 412;
  }

  /**
   * Another conditional write of the key was under way.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html">conditional
   *     writes</a>
   */
  static boolean isConflict(SdkException e) {
    return status(e) == 409;
  }

  static boolean isNoSuchUpload(SdkException e) {
    return status(e) == 404 && code(e).equals("NoSuchUpload");
  }

  /** This thread was interrupted. */
  static boolean isInterrupt(SdkException e) {
    return e instanceof AbortedException || Thread.currentThread().isInterrupted();
  }

  /**
   * Pauses and begins the next try after a conflict.
   *
   * @return false: there are no tries left
   */
  static boolean again(Backoff.Attempts attempts) throws InterruptedIOException {
    try {
      return attempts.again();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      InterruptedIOException interrupted =
          new InterruptedIOException("interrupted between two attempts");
      interrupted.initCause(e);
      throw interrupted;
    }
  }

  static NoSuchFileException missing(String address) {
    return new NoSuchFileException(address);
  }

  /**
   * An exception with what was tried, where, and the result.
   *
   * @param act as "PutObject"
   * @param address of the object or the prefix
   */
  static IOException failed(String act, String address, SdkException e) {
    if (isInterrupt(e)) {
      Thread.currentThread().interrupt();
      InterruptedIOException interrupted =
          new InterruptedIOException(act + " of " + address + " was interrupted");
      interrupted.initCause(e);
      return interrupted;
    }
    if (!(e instanceof AwsServiceException answer)) {
      return new IOException(
          act + " of " + address + " had no answer that counts: " + e.getMessage(), e);
    }
    String code = code(answer);
    StringBuilder message = new StringBuilder();
    message.append(act).append(" of ").append(address).append(" failed: ");
    message.append("status ").append(answer.statusCode());
    message.append(", ").append(code.isEmpty() ? "without a code" : code);
    if (answer.requestId() != null) {
      message.append(", request ").append(answer.requestId());
    }
    AwsErrorDetails details = answer.awsErrorDetails();
    if (details != null && details.errorMessage() != null) {
      message.append(": ").append(details.errorMessage());
    }
    if (EXPIRED.contains(code)) {
      message.append(" (the AWS credentials have expired; renew them and try again)");
    } else if (act.equals("HeadObject") && answer.statusCode() == 400) {
      message.append(" (the answer to a HEAD has no text; most often credentials have expired)");
    } else if (answer.statusCode() == 403 && code.isEmpty()) {
      message.append(
          " (without the right to list the bucket, S3 answers the same for what is missing)");
    }
    return new IOException(message.toString(), e);
  }

  private static int status(SdkException e) {
    return e instanceof AwsServiceException answer ? answer.statusCode() : 0;
  }

  private static String code(SdkException e) {
    if (!(e instanceof AwsServiceException answer) || answer.awsErrorDetails() == null) {
      return "";
    }
    String code = answer.awsErrorDetails().errorCode();
    return code == null ? "" : code;
  }
}

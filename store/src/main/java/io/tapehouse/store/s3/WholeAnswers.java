package io.tapehouse.store.s3;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

/**
 * Takes an answer that was cut for one that was lost, so that the SDK asks again. The HTTP client
 * takes the end of the connection for the end of the headers, and the SDK takes XML that ends early
 * for an answer that no attempt will better.
 */
final class WholeAnswers implements ExecutionInterceptor {

  /** Whether another attempt may bring the answer whole. */
  static boolean isCut(Throwable failure) {
    if (!(failure instanceof SdkClientException)) {
      return false;
    }
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof CutException
          || cause instanceof javax.xml.stream.XMLStreamException
          || cause instanceof IOException) {
        return true;
      }
    }
    return false;
  }

  @Override
  public void afterUnmarshalling(
      Context.AfterUnmarshalling context, ExecutionAttributes attributes) {
    if (!isWhole(context.response())) {
      String name = context.request().getClass().getSimpleName();
      throw SdkClientException.create(
          "the answer to " + name + " was cut off", new CutException(name));
    }
  }

  private static boolean isWhole(SdkResponse response) {
    if (response instanceof HeadObjectResponse head) {
      return head.contentLength() != null && isWhole(head.eTag());
    } else if (response instanceof GetObjectResponse get) {
      return get.contentLength() != null && isWhole(get.eTag());
    } else if (response instanceof UploadPartResponse part) {
      return isWhole(part.eTag());
    } else if (response instanceof CreateMultipartUploadResponse created) {
      return created.uploadId() != null;
    }
    return true;
  }

  /** It is in quotes, so it shows where it was cut. */
  private static boolean isWhole(@Nullable String etag) {
    return etag != null && etag.length() > 1 && etag.endsWith("\"");
  }

  private static final class CutException extends Exception {
    CutException(String message) {
      super(message);
    }
  }
}

package io.tapehouse.extractors.http;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The publisher answered with another status than 200. */
public final class StatusException extends FetchException {

  private static final long serialVersionUID = 1L;

  private final int status;
  private final String answer;

  StatusException(
      Kind kind,
      Retry retry,
      Request request,
      int status,
      String answer,
      @Nullable Instant notBefore) {
    super(kind, retry, request, complaint(kind, status, answer, notBefore), notBefore);
    this.status = status;
    this.answer = request.redact(answer);
  }

  /** The status. */
  public int status() {
    return status;
  }

  /** The begin of the answer. */
  public String answer() {
    return answer;
  }

  private static String complaint(
      Kind kind, int status, String answer, @Nullable Instant notBefore) {
    StringBuilder text = new StringBuilder("expected status 200, found ").append(status);
    if (kind == Kind.BANNED) {
      text.append(": the publisher has banned us");
    }
    if (!answer.isBlank()) {
      text.append(": ").append(Excerpt.shortened(answer));
    }
    if (notBefore != null) {
      text.append("; not asked again before ").append(notBefore);
    }
    return text.toString();
  }
}

package io.tapehouse.emulators;

import java.util.Map;

/** What {@link FaultyHttp} does with a request instead of carrying it on. */
public sealed interface HttpFault {

  /**
   * Upstream hears nothing; the client gets this.
   *
   * @param status of HTTP
   * @param headers without Content-Length
   * @param body text, sent in UTF-8; may be empty; it is left out of the answer to a HEAD
   */
  record Answered(int status, Map<String, String> headers, String body) implements HttpFault {}

  /** Upstream hears nothing, and the connection is closed without an answer. */
  record RequestLost() implements HttpFault {}

  /** Upstream carries it out; the connection is closed without an answer. */
  record AnswerLost() implements HttpFault {}

  /** Upstream carries it out; no answer comes for as long as the client waits. */
  record AnswerNever() implements HttpFault {}

  /**
   * Upstream carries it out; half of the answer's body comes, or half of its head where it has no
   * body, then the connection is closed.
   */
  record AnswerCut() implements HttpFault {}

  /** Upstream is sent it twice, one after the other; the client gets the second answer. */
  record DeliveredTwice() implements HttpFault {}

  /** An error that any service may answer with, in the service's format; upstream hears nothing. */
  static HttpFault error(AwsError error, AwsError.Format format) {
    AwsError.Answer answer = error.in(format);
    return new Answered(answer.status(), answer.headers(), answer.body());
  }
}

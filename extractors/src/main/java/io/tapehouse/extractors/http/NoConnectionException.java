package io.tapehouse.extractors.http;

import org.jspecify.annotations.Nullable;

/** No connection could be made: the host has not received the request. */
final class NoConnectionException extends FetchException {

  private static final long serialVersionUID = 1L;

  private final String why;

  /**
   * @param why what was found in place of a connection
   */
  NoConnectionException(Request request, String why, @Nullable Throwable cause) {
    super(Kind.UNREACHABLE, Retry.LATER, request, "expected an answer, found " + why, null);
    this.why = why;
    initCause(cause);
  }

  String why() {
    return why;
  }
}

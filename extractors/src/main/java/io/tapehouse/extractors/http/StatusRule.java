package io.tapehouse.extractors.http;

import io.tapehouse.extractors.http.FetchException.Kind;
import io.tapehouse.extractors.http.FetchException.Retry;

/**
 * What a status other than 200 means.
 *
 * @param kind of the failure
 * @param retry whether to ask again
 */
record StatusRule(Kind kind, Retry retry) {

  static StatusRule of(int status) {
    return switch (status) {
      case 404, 410 -> new StatusRule(Kind.NOT_FOUND, Retry.NEVER);
      case 403 -> new StatusRule(Kind.BANNED, Retry.NEVER);
      // FinMind's word for an hour's requests used up is 402 (FORMATS-taiwan.md, section 6).
      case 402, 429 -> new StatusRule(Kind.THROTTLED, Retry.LATER);
      // 520 to 524 are Cloudflare's words for a publisher behind it that does not answer.
      case 408, 425, 500, 502, 503, 504, 520, 521, 522, 523, 524 ->
          new StatusRule(Kind.SERVER_ERROR, Retry.LATER);
      default -> new StatusRule(status >= 500 ? Kind.SERVER_ERROR : Kind.BAD_ANSWER, Retry.NEVER);
    };
  }
}

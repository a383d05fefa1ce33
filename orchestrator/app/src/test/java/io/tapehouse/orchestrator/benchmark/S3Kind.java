package io.tapehouse.orchestrator.benchmark;

import io.tapehouse.emulators.HttpMessage;
import java.util.Map;

/**
 * Kinds of S3 requests, with what AWS bills them as.
 *
 * @see <a href="https://aws.amazon.com/s3/pricing/">S3 pricing: PUT, COPY, POST, LIST; GET and all
 *     other requests; DELETE and CANCEL are free</a>
 */
enum S3Kind {
  GET(Tier.GET),
  HEAD(Tier.GET),
  PUT(Tier.PUT),
  CREATE_UPLOAD(Tier.PUT),
  UPLOAD_PART(Tier.PUT),
  COMPLETE_UPLOAD(Tier.PUT),
  LIST(Tier.LIST),
  LIST_UPLOADS(Tier.LIST),
  DELETE(Tier.FREE);

  /** What is paid for alike; PUT and LIST have one price and two lines on the sheet. */
  enum Tier {
    PUT,
    GET,
    LIST,
    FREE
  }

  private final Tier tier;

  S3Kind(Tier tier) {
    this.tier = tier;
  }

  Tier tier() {
    return tier;
  }

  /** The kind of a request whose bucket is named in the path. */
  static S3Kind of(HttpMessage request) {
    Map<String, String> query = request.query();
    return switch (request.method()) {
      case "GET" -> query.containsKey("uploads") ? LIST_UPLOADS : isBucket(request) ? LIST : GET;
      case "HEAD" -> HEAD;
      case "PUT" -> query.containsKey("partNumber") ? UPLOAD_PART : PUT;
      case "POST" ->
          query.containsKey("uploads")
              ? CREATE_UPLOAD
              : query.containsKey("uploadId") ? COMPLETE_UPLOAD : DELETE;
      case "DELETE" -> DELETE;
      default -> throw new IllegalArgumentException("no request of S3: " + request);
    };
  }

  private static boolean isBucket(HttpMessage request) {
    String path = request.path();
    int slash = path.indexOf('/', 1);
    return slash < 0 || slash == path.length() - 1;
  }
}

package io.tapehouse.orchestrator.benchmark;

import io.tapehouse.emulators.HttpMessage;
import java.util.Map;
import java.util.TreeMap;

/** Counts by name. Safe for use by many threads. */
final class Tally {

  private final Map<String, Long> counts = new TreeMap<>();

  synchronized void add(String name, long amount) {
    counts.merge(name, amount, Long::sum);
  }

  /** Counts a request of S3 by its kind, its place and the bytes that went over. */
  void s3(String client, HttpMessage request, HttpMessage answer) {
    S3Kind kind = S3Kind.of(request);
    add("s3 " + client + " " + kind, 1);
    add("s3 tier " + kind.tier(), 1);
    add("s3 " + client + " bytes sent", request.bodySize());
    add(
        "s3 " + client + " bytes received",
        request.method().equals("HEAD") ? 0 : answer.bodySize());
    if (answer.status() >= 300) {
      add("s3 " + client + " " + kind + " answered " + answer.status(), 1);
    }
    add("where " + client + " " + kind + " " + place(request), 1);
  }

  /** A call of EMR Serverless: the method and the path, without ids. */
  void emr(HttpMessage request) {
    add(
        "emr "
            + request.method()
            + " "
            + request
                .path()
                .replaceFirst("/applications/[^/]+", "/applications/ID")
                .replaceFirst("/jobruns/[^/]+", "/jobruns/ID"),
        1);
  }

  /** The bucket with the first two names below the scenario, or what is listed. */
  private static String place(HttpMessage request) {
    String path = request.path();
    if (request.query().containsKey("prefix")) {
      path = path.replaceFirst("/$", "") + "/" + request.query().get("prefix");
    }
    String[] parts = path.split("/", -1);
    StringBuilder place = new StringBuilder(parts.length > 1 ? parts[1] : "");
    // Behind the bucket comes the prefix, which is the scenario's.
    for (int i = 3; i < Math.min(parts.length, 5); i++) {
      place.append('/').append(parts[i].matches(".*[0-9a-f]{8}.*|\\d{4}-.*") ? "*" : parts[i]);
    }
    return place.toString();
  }

  /** What was counted so far. */
  synchronized Map<String, Long> counts() {
    return new TreeMap<>(counts);
  }
}

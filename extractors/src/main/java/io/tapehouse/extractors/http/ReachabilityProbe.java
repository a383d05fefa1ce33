package io.tapehouse.extractors.http;

import io.tapehouse.extractors.http.Reachability.Verdict;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Knocks at publishers' doors: one HEAD of each host's root, all at once, with little patience.
 * Safe for use by many threads.
 */
public final class ReachabilityProbe {

  private final UnaryOperator<URI> route;
  private final Duration patience;
  private final String userAgent;
  private final HttpClient http;

  /**
   * @param patience for each host; all are asked at the same time
   */
  public ReachabilityProbe(Target target, Duration patience, String userAgent) {
    this.route = target.route();
    this.patience = patience;
    this.userAgent = userAgent;
    this.http = SingleRequestHttp.open(patience);
  }

  /** Asks the root of each host once, however many of the addresses are its. In their order. */
  public List<Reachability> probe(Collection<URI> addresses) throws InterruptedException {
    Map<String, CompletableFuture<HttpResponse<Void>>> asked = new LinkedHashMap<>();
    for (URI address : addresses) {
      asked.computeIfAbsent(address.getHost(), host -> knock(address));
    }
    long end = System.nanoTime() + patience.toNanos();
    List<Reachability> found = new ArrayList<>();
    try {
      for (Map.Entry<String, CompletableFuture<HttpResponse<Void>>> each : asked.entrySet()) {
        found.add(await(each.getKey(), each.getValue(), end - System.nanoTime()));
      }
    } finally {
      asked.values().forEach(answer -> answer.cancel(true));
    }
    return found;
  }

  private CompletableFuture<HttpResponse<Void>> knock(URI address) {
    URI root = route.apply(address.resolve("/"));
    HttpRequest head =
        HttpRequest.newBuilder(root)
            .method("HEAD", HttpRequest.BodyPublishers.noBody())
            .header("User-Agent", userAgent)
            .build();
    return http.sendAsync(head, BodyHandlers.discarding());
  }

  private Reachability await(String host, CompletableFuture<HttpResponse<Void>> answer, long nanos)
      throws InterruptedException {
    try {
      int status = answer.get(Math.max(1, nanos), TimeUnit.NANOSECONDS).statusCode();
      return new Reachability(host, Verdict.REACHABLE, "answers with status " + status);
    } catch (TimeoutException e) {
      return new Reachability(host, Verdict.TIMEOUT, "no answer within " + patience);
    } catch (ExecutionException e) {
      return unreachable(host, e.getCause());
    }
  }

  private Reachability unreachable(String host, @Nullable Throwable cause) {
    return switch (ConnectionFailure.of(cause)) {
      case NO_SUCH_HOST -> new Reachability(host, Verdict.NO_SUCH_HOST, "no such host");
      case REFUSED -> new Reachability(host, Verdict.REFUSED, "refuses connections");
      case TLS -> new Reachability(host, Verdict.TLS, "no secure connection: " + cause);
      case TIMEOUT -> new Reachability(host, Verdict.TIMEOUT, "no connection within " + patience);
      case CLOSED ->
          new Reachability(host, Verdict.OTHER, "closes the connection without an answer");
      case OTHER -> new Reachability(host, Verdict.OTHER, String.valueOf(cause));
    };
  }
}

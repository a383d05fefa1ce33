package io.tapehouse.extractors.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapehouse.extractors.http.RawServer.End;
import io.tapehouse.extractors.http.Reachability.Verdict;
import io.tapehouse.extractors.http.TestPublisher.Reply;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ReachabilityProbeTest {

  @Test
  void everyHostIsAskedOnceAndSaysItsOwn() throws Exception {
    int closed;
    try (ServerSocket socket = new ServerSocket(0)) {
      closed = socket.getLocalPort();
    }
    try (TestPublisher up = new TestPublisher();
        RawServer silent = new RawServer("", End.SILENCE);
        RawServer plain = new RawServer("this is no TLS\r\n", End.CLOSE)) {
      up.answersWith(Reply.with(403, "Server", "x"));
      Map<String, URI> routes =
          Map.of(
              "up.tw", up.root(),
              "down.tw", URI.create("http://127.0.0.1:" + closed + "/"),
              "silent.tw", silent.root(),
              "plain.tw", URI.create(plain.root().toString().replace("http:", "https:")),
              "nowhere.tw", URI.create("http://nobody.invalid/"));
      Target target =
          new Target(
              host -> Politeness.UNLIMITED,
              address -> routes.getOrDefault(address.getHost(), address));
      List<URI> addresses =
          Stream.of("up.tw/a", "down.tw/b", "silent.tw/c", "plain.tw/d", "nowhere.tw/e", "up.tw/f")
              .map(address -> URI.create("https://" + address))
              .toList();
      List<Reachability> found =
          new ReachabilityProbe(target, Duration.ofSeconds(2), "Tapehouse/test").probe(addresses);
      assertThat(found)
          .extracting(Reachability::host)
          .containsExactly("up.tw", "down.tw", "silent.tw", "plain.tw", "nowhere.tw");
      assertThat(found)
          .extracting(Reachability::verdict)
          .containsExactly(
              Verdict.REACHABLE,
              Verdict.REFUSED,
              Verdict.TIMEOUT,
              Verdict.TLS,
              Verdict.NO_SUCH_HOST);
      assertThat(found.get(0).reason()).contains("403");
      assertThat(up.asked()).hasSize(1);
    }
  }
}

package io.tapehouse.orchestrator.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.ServerSocket;
import java.net.SocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code tapehouse run} where there is no way to the publishers. */
@Tag("packaged")
class UnreachablePublishersTest {

  @TempDir private Path home;

  @Test
  void eachIsAskedOnceAndTheRunSaysWhatToDo() throws IOException {
    ProxySelector before = ProxySelector.getDefault();
    NoWay noWay = new NoWay(before);
    Said said;
    try {
      ProxySelector.setDefault(noWay);
      said = Said.run(home, "live", "--date", "2024-11-05");
    } finally {
      ProxySelector.setDefault(before);
    }
    assertThat(said.exit()).as(said.out() + said.err()).isEqualTo(1);
    assertThat(noWay.asked)
        .containsEntry("www.twse.com.tw", 1)
        .containsEntry("www.taifex.com.tw", 1);
    assertThat(said.err())
        .containsOnlyOnce(
            "tapehouse: no connection to www.taifex.com.tw (the connection refused), www.tpex.org.tw"
                + " (the connection refused), www.twse.com.tw (the connection refused): look at the network")
        .contains("JAVA_TOOL_OPTIONS=\"-Dhttps.proxyHost=", "--source sim");
    assertThat(said.out())
        .contains("run failed: ")
        .containsOnlyOnce("www.twse.com.tw is not asked again")
        .containsOnlyOnce("www.taifex.com.tw is not asked again")
        .contains(
            "not asked, since there is no connection to www.twse.com.tw: the connection refused",
            "not asked, since there is no connection to www.taifex.com.tw: the connection refused");
  }

  /** The publishers are behind a proxy that is not there; all other publishers answer as before. */
  private static final class NoWay extends ProxySelector {

    private final ProxySelector others;
    private final Proxy proxy;
    private final Map<String, Integer> asked = new ConcurrentHashMap<>();

    NoWay(ProxySelector others) throws IOException {
      this.others = others;
      try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
        this.proxy =
            new Proxy(
                Proxy.Type.HTTP,
                new InetSocketAddress(closed.getInetAddress(), closed.getLocalPort()));
      }
    }

    @Override
    public List<Proxy> select(URI uri) {
      if (!uri.getHost().endsWith(".tw") && !uri.getHost().endsWith("finmindtrade.com")) {
        return others.select(uri);
      }
      asked.merge(uri.getHost(), 1, Integer::sum);
      return List.of(proxy);
    }

    @Override
    public void connectFailed(URI uri, SocketAddress address, IOException failure) {
      others.connectFailed(uri, address, failure);
    }
  }
}

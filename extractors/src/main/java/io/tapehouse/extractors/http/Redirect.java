package io.tapehouse.extractors.http;

import java.net.URI;
import java.util.Set;

/**
 * Where a publisher may send us: elsewhere on its own host, and never from https to http. Anything
 * else would carry the question, and a token, to a host that was not asked.
 */
final class Redirect {

  static final int MOST = 5;

  private static final Set<Integer> STATUSES = Set.of(301, 302, 303, 307, 308);

  private Redirect() {}

  static boolean is(int status) {
    return STATUSES.contains(status);
  }

  /**
   * Addresses are publishers': the simulator's redirects are read as if the publisher sent them.
   */
  static boolean allowed(URI from, URI to) {
    boolean secure = "https".equalsIgnoreCase(to.getScheme());
    boolean asSecure =
        secure
            || ("http".equalsIgnoreCase(from.getScheme())
                && "http".equalsIgnoreCase(to.getScheme()));
    boolean samePort =
        to.getPort() == from.getPort() || (secure && (to.getPort() == -1 || to.getPort() == 443));
    return asSecure
        && samePort
        && to.getUserInfo() == null
        && from.getHost().equalsIgnoreCase(to.getHost());
  }
}

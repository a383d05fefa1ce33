package io.tapehouse.extractors.http;

import java.time.Duration;
import java.util.Locale;

/**
 * How often a host may be asked. Every request counts: retries and redirects too.
 *
 * @param every a new request is allowed after this long; zero: no limit
 * @param burst how many requests may be saved up; at least 1
 */
public record Politeness(Duration every, int burst) {

  /** No limit: for a host of one's own. */
  public static final Politeness UNLIMITED = new Politeness(Duration.ZERO, 1);

  /**
   * TWSE drops addresses that ask more than three times in five seconds (readers of
   * mlouielu/twstock report it in issues 25, 28, 39, 41 and 84); four requests three seconds apart
   * were too many for one of them. TPEx is asked like it.
   */
  private static final Politeness EXCHANGES_OF_STOCKS = new Politeness(Duration.ofSeconds(5), 1);

  /** FinMind allows 300 requests an hour without a token. */
  private static final Politeness FINMIND = new Politeness(Duration.ofHours(1).dividedBy(300), 1);

  /** HKEX names no limit; readers of its pages leave one to three seconds between them. */
  private static final Politeness HKEX_NEWS = new Politeness(Duration.ofSeconds(3), 1);

  private static final Politeness OTHERS = new Politeness(Duration.ofSeconds(1), 1);

  public Politeness {
    if (every.isNegative()) {
      throw new IllegalArgumentException("expected a time between requests, found " + every);
    }
    if (burst < 1) {
      throw new IllegalArgumentException("expected a burst of at least 1, found " + burst);
    }
  }

  /** What is known of a publisher's host; one request a second where nothing is. */
  public static Politeness ofHost(String host) {
    String name = host.toLowerCase(Locale.ROOT);
    if (belongs(name, "twse.com.tw") || belongs(name, "tpex.org.tw")) {
      return EXCHANGES_OF_STOCKS;
    }
    if (belongs(name, "hkexnews.hk")) {
      return HKEX_NEWS;
    }
    return belongs(name, "finmindtrade.com") ? FINMIND : OTHERS;
  }

  /** The same manners in a world that runs {@code factor} times as fast. */
  public Politeness faster(int factor) {
    if (factor < 1) {
      throw new IllegalArgumentException("expected a factor of at least 1, found " + factor);
    }
    return new Politeness(every.dividedBy(factor), burst);
  }

  private static boolean belongs(String host, String domain) {
    return host.equals(domain) || host.endsWith("." + domain);
  }
}

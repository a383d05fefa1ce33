package io.tapehouse.simulator;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What can go wrong with an answer of a simulated publisher. Names in rules are in lower case. */
public enum PublisherFault {
  /** Status 429 with {@code Retry-After: 1}. */
  HTTP_429,
  /** Status 403. */
  HTTP_403,
  /** Status 500. */
  HTTP_500,
  /** Status 503. */
  HTTP_503,
  /** The right answer, late by {@link SimulatorConfig#slowness()}. */
  SLOW,
  /** {@code Content-Length} announces more than is sent before the connection closes. */
  CUT_SHORT,
  /**
   * A complete answer whose zip file lacks its end. Tick files of TAIFEX and its report of spreads
   * only.
   */
  TRUNCATED_ZIP,
  /** An HTML page with status 200 under the file's name. */
  HTML_PAGE,
  /** The contents of another day, month or year, which say so. */
  WRONG_DATE,
  /** Byte for byte what the publisher answers on a closed day. */
  THROTTLE_AS_NO_DATA,
  /**
   * After as many first answers as the rule has (1 by default) the file is another one, with a few
   * trades more. All TAIFEX files of the day change with it, each after its own first answers, and
   * agree with one another. Of CCASS it is the page of a stock and day that changes, and the
   * largest holder has given shares to a few others.
   */
  REPOST,
  /** A column that matters is absent. */
  MISSING_COLUMN,
  /** An unknown column stands in the middle. */
  NEW_COLUMN,
  /** One row that cannot be read. */
  GARBAGE_LINE,
  /** More unreadable rows than any tolerance: at least 10, and 0.2 % of the rows. */
  MANY_GARBAGE_LINES,
  /** A line, in JSON a text, with bytes that the encoding does not have. */
  NOT_MS950,
  /** Status 200 and not one byte. */
  EMPTY_FILE,
  /**
   * A file published too early: the night session, or the morning. Only for files of one day's
   * ticks.
   */
  PARTIAL_DAY,
  /** One ordinary row of the futures file with an odd sum of buys and sells. */
  ODD_VOLUME,
  /** The connection closes without an answer. */
  RESET,
  /**
   * The search is a new build from this request on: forms that were read before, and this search,
   * get the form alone as an answer. Search of CCASS only, like the three below.
   */
  REDEPLOYED,
  /** The result is that of another stock, by its own heading. Pages with details of events too. */
  WRONG_STOCK,
  /** The last third of the rows is absent; the page is well-formed and its summary as it was. */
  MISSING_ROWS,
  /** No issued figure, and no percentages. */
  BLANK_PERCENT;

  /**
   * @throws IllegalArgumentException for an unknown name, with the nearest known ones
   */
  static PublisherFault named(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return Arrays.stream(values())
        .filter(fault -> fault.text().equals(lower))
        .findFirst()
        .orElseThrow(() -> NearestNames.unknown("fault", name, names()));
  }

  private static List<String> names() {
    return Arrays.stream(values()).map(PublisherFault::text).toList();
  }

  /** The name in rules, {@code http_429}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  boolean fits(SimulatedDataset dataset) {
    if (isOfTheCcassSearch()) {
      return dataset == SimulatedDataset.CCASS_SHAREHOLDING
          || (this == WRONG_STOCK && dataset.isPage());
    }
    if (dataset.isHongKong()) {
      return isOfAnyAnswer() || (dataset == SimulatedDataset.CCASS_SHAREHOLDING && isOfResults());
    }
    return switch (this) {
      case TRUNCATED_ZIP -> dataset.isZip();
      case ODD_VOLUME -> dataset == SimulatedDataset.FUTURES_TICK;
      case PARTIAL_DAY -> !dataset.isReport();
      default -> true;
    };
  }

  /** Whether it can be seen in any answer, whatever was asked. */
  boolean isOfAnyAnswer() {
    return switch (this) {
      case HTTP_429, HTTP_403, HTTP_500, HTTP_503, SLOW, CUT_SHORT, HTML_PAGE, EMPTY_FILE, RESET ->
          true;
      default -> false;
    };
  }

  private boolean isOfTheCcassSearch() {
    return switch (this) {
      case REDEPLOYED, WRONG_STOCK, MISSING_ROWS, BLANK_PERCENT -> true;
      default -> false;
    };
  }

  private boolean isOfResults() {
    return this == WRONG_DATE || this == THROTTLE_AS_NO_DATA || this == REPOST;
  }
}

package io.tapehouse.orchestrator.source;

import io.tapehouse.extractors.hkex.fetch.CcassAnswer;
import io.tapehouse.extractors.hkex.fetch.CcassSearch;
import io.tapehouse.extractors.http.FetchException;
import io.tapehouse.orchestrator.task.ErrorKind;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks for one stock after the other, and remembers which pages could not be had and why. */
final class CcassRound {

  private static final Logger LOG = LoggerFactory.getLogger(CcassRound.class);

  /** So many failures in a row are not those of single pages. */
  private static final int MOST_FAILURES = 3;

  /** So many pages in a row that must not be kept are another site, or another layout. */
  private static final int MOST_REFUSALS = 20;

  /** Stocks that must be answered with an earlier day before the day is believed to be none. */
  private static final int ENOUGH_EARLIER = 2;

  private static final int NAMED = 20;
  private static final int TOLD_EVERY = 100;

  private final String subject;
  private final CcassSearch search;
  private final CcassParts parts;
  private final Map<String, String> withoutResult = new TreeMap<>();
  private final Map<String, String> refused = new TreeMap<>();
  private int pages;
  private int failuresInRow;
  private int refusalsInRow;
  private int earlierInRow;
  private @Nullable LocalDate earlier;
  private @Nullable String stopped;

  /**
   * @param pages how many the day has already
   */
  CcassRound(String subject, CcassSearch search, CcassParts parts, int pages) {
    this.subject = subject;
    this.search = search;
    this.parts = parts;
    this.pages = pages;
  }

  /** Asks for stocks, and once more for those whose pages were not to be believed. */
  void ask(List<String> stocks) throws IOException, FetchException, InterruptedException {
    askAll(stocks);
    List<String> again = new ArrayList<>(refused.keySet());
    if (pages > 0 && stopped == null && !again.isEmpty()) {
      LOG.info("{}: {} stocks are asked for once more", subject, again.size());
      askAll(again);
    }
  }

  private void askAll(List<String> stocks)
      throws IOException, FetchException, InterruptedException {
    int asked = 0;
    for (String stock : stocks) {
      ask(stock);
      if (stopped != null || (pages == 0 && earlierInRow == ENOUGH_EARLIER)) {
        return;
      }
      asked++;
      if (asked % TOLD_EVERY == 0) {
        LOG.info("{}: asked for {} of {} stocks", subject, asked, stocks.size());
      }
    }
  }

  private void ask(String stock) throws IOException, FetchException, InterruptedException {
    CcassAnswer answer;
    try {
      answer = search.ask(stock);
      failuresInRow = 0;
    } catch (FetchException e) {
      answer = new CcassAnswer.Refused(tolerable(e));
    }
    refused.remove(stock);
    if (answer instanceof CcassAnswer.Page page) {
      parts.keep(page.name(), page.bytes());
      pages++;
      refusalsInRow = 0;
    } else if (answer instanceof CcassAnswer.Earlier before) {
      refuse(stock, "%s: the site shows %s for it".formatted(stock, before.shown()));
      if (pages == 0) {
        earlier = before.shown();
        earlierInRow++;
      }
    } else if (answer instanceof CcassAnswer.NoData none) {
      withoutResult.put(stock, none.words());
      int enough = search.isForgotten() ? 1 : MOST_REFUSALS;
      if (pages == 0 && withoutResult.size() == enough) {
        stopped = "the form alone for %d stocks".formatted(enough);
      }
    } else {
      refuse(stock, ((CcassAnswer.Refused) answer).complaint());
    }
  }

  /** A publisher in trouble, or one that sends us away, is left alone. */
  private String tolerable(FetchException e) throws FetchException {
    boolean ofThisPage =
        switch (e.kind()) {
          case UNREACHABLE, SERVER_ERROR, NOT_FOUND, TIMEOUT, BAD_ANSWER -> true;
          case THROTTLED, BANNED, LOCAL_STORAGE -> false;
        };
    failuresInRow++;
    if (!ofThisPage || e.notBefore().isPresent() || failuresInRow == MOST_FAILURES) {
      throw e;
    }
    return String.valueOf(e.getMessage());
  }

  private void refuse(String stock, String complaint) {
    refused.put(stock, complaint);
    refusalsInRow++;
    LOG.warn("{}: not kept: {}", subject, complaint);
    if (refusalsInRow == MOST_REFUSALS) {
      stopped = complaint;
    }
  }

  /** How many pages the day has now. */
  int pages() {
    return pages;
  }

  /** The earlier day that the site shows for this one, of which it has no page. */
  Optional<LocalDate> earlier() {
    return pages == 0 ? Optional.ofNullable(earlier) : Optional.empty();
  }

  /** What came of a day without any page. */
  Arrival nothing() {
    if (!refused.isEmpty()) {
      return new Arrival.Failed(
          "%s: no page of %d can be kept; the first: %s"
              .formatted(subject, refused.size(), refused.values().iterator().next()),
          ErrorKind.PUBLISHER,
          Optional.empty());
    }
    if (search.isForgotten()) {
      return new Arrival.Failed(
          "%s: no longer kept: the site keeps twelve months, up to %s"
              .formatted(subject, search.newest()),
          ErrorKind.DATA,
          Optional.empty());
    }
    String words =
        withoutResult.values().stream().filter(each -> !each.isEmpty()).findFirst().orElse("");
    return new Arrival.Nothing(
        "the form alone for %d stocks%s"
            .formatted(withoutResult.size(), words.isEmpty() ? "" : ": " + words),
        false);
  }

  /** Which stocks lack their page; empty: none. */
  String gaps() {
    List<String> gaps = new ArrayList<>();
    if (stopped != null) {
      gaps.add("given up: " + stopped);
    }
    if (!refused.isEmpty()) {
      gaps.add(
          "%d refused: %s; the first: %s"
              .formatted(refused.size(), named(refused), refused.values().iterator().next()));
    }
    if (!withoutResult.isEmpty()) {
      gaps.add("%d without a result: %s".formatted(withoutResult.size(), named(withoutResult)));
    }
    return String.join("; ", gaps);
  }

  private static String named(Map<String, String> stocks) {
    List<String> codes = List.copyOf(stocks.keySet());
    return codes.size() <= NAMED
        ? String.join(", ", codes)
        : String.join(", ", codes.subList(0, NAMED)) + " and others";
  }
}

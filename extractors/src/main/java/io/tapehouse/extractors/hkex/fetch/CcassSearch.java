package io.tapehouse.extractors.hkex.fetch;

import io.tapehouse.extractors.UnreadableFileException;
import io.tapehouse.extractors.UnreadableFileException.Kind;
import io.tapehouse.extractors.hkex.CcassForm;
import io.tapehouse.extractors.hkex.CcassPage;
import io.tapehouse.extractors.hkex.CcassPageName;
import io.tapehouse.extractors.hkex.CcassPageReader;
import io.tapehouse.extractors.http.FetchException;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Searches for stock after stock on one day. An answer is accepted if it is whole and names the
 * stock and the day that were asked for: the site answers with another day without a word, and with
 * the form alone when it was built anew since the form was read. Not safe for use by many threads:
 * one page is asked for after the other.
 */
public final class CcassSearch {

  private static final Logger LOG = LoggerFactory.getLogger(CcassSearch.class);

  private final CcassClient client;
  private final LocalDate date;
  private CcassForm form;

  private CcassSearch(CcassClient client, LocalDate date, CcassForm form) {
    this.client = client;
    this.date = date;
    this.form = form;
  }

  /** Reads the form. */
  public static CcassSearch open(CcassClient client, LocalDate date)
      throws FetchException, InterruptedException {
    return new CcassSearch(client, date, client.form(date));
  }

  /** How the form treats a day. */
  public enum Reach {
    /** Later than the newest day that can be asked for. */
    NOT_YET,
    /** It can be asked for. */
    NEWEST,
    /** It can be asked for, and so can later ones. */
    WITHIN
  }

  /** Whether the day can be asked for. */
  public Reach reach() {
    Optional<LocalDate> newest = form.newestDate();
    if (newest.isEmpty()) {
      return Reach.WITHIN;
    }
    if (date.isAfter(newest.get())) {
      return Reach.NOT_YET;
    }
    return date.equals(newest.get()) ? Reach.NEWEST : Reach.WITHIN;
  }

  /** The newest day that can be asked for, in words. */
  public String newest() {
    return form.newestDate().map(LocalDate::toString).orElse("no day");
  }

  /**
   * Whether an earlier day in the answer means that there is none of this one, not that there is
   * none yet. By the form, Sundays never have one.
   */
  public boolean isPast() {
    return reach() == Reach.WITHIN || date.getDayOfWeek() == DayOfWeek.SUNDAY;
  }

  /**
   * Whether the day is longer ago than the twelve months that HKEX keeps by its form: the site
   * answers it with the form alone, without a word.
   */
  public boolean isForgotten() {
    return form.newestDate().isPresent()
        && date.isBefore(today(form.newestDate().get()).minusYears(1));
  }

  /** The server's own date, which the form has in a hidden field. */
  private LocalDate today(LocalDate newest) {
    try {
      return LocalDate.parse(
          form.fields().getOrDefault("today", ""), DateTimeFormatter.BASIC_ISO_DATE);
    } catch (DateTimeException e) {
      return newest.plusDays(1);
    }
  }

  /**
   * Asks for a stock, up to three times where the answer is not to be believed.
   *
   * @throws FetchException when there is no answer
   */
  public CcassAnswer ask(String stock) throws FetchException, InterruptedException {
    CcassAnswer answer = new CcassAnswer.Refused("not asked");
    boolean formAlone = false;
    for (int attempt = 1; attempt <= CcassClient.TRIES; ) {
      answer = askOnce(stock);
      if (answer instanceof CcassAnswer.Page) {
        return answer;
      }
      if (answer instanceof CcassAnswer.NoData) {
        if (formAlone) {
          return answer;
        }
        formAlone = true;
        LOG.info("{} {}: the form alone; the form is read anew", date, stock);
        form = client.form(date);
      } else {
        LOG.warn("{} {}: {}", date, stock, answer);
        attempt++;
      }
    }
    return answer;
  }

  private CcassAnswer askOnce(String stock) throws FetchException, InterruptedException {
    byte[] bytes = client.search(form, stock, date);
    CcassPage page;
    try {
      page = CcassPageReader.readAny(stock, bytes);
    } catch (UnreadableFileException e) {
      if (e.kind() == Kind.NO_DATA) {
        return new CcassAnswer.NoData(alert(bytes));
      }
      return new CcassAnswer.Refused(String.valueOf(e.getMessage()));
    }
    if (!page.stockCode().equals(stock)) {
      return new CcassAnswer.Refused(
          "%s: expected the page of this stock, found the one of %s"
              .formatted(stock, page.stockCode()));
    }
    if (page.date().isBefore(date)) {
      return new CcassAnswer.Earlier(page.date());
    }
    if (!page.date().equals(date)) {
      return new CcassAnswer.Refused(
          "%s: expected the page of %s, found the one of %s".formatted(stock, date, page.date()));
    }
    return new CcassAnswer.Page(CcassPageName.of(page), bytes);
  }

  private static String alert(byte[] bytes) {
    try {
      return CcassForm.read("the form", bytes).alert().orElse("");
    } catch (UnreadableFileException e) {
      return "";
    }
  }
}

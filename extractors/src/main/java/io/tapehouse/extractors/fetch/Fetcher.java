package io.tapehouse.extractors.fetch;

import io.tapehouse.dictionary.Dataset;
import io.tapehouse.extractors.fetch.AnswerVerdict.Accepted;
import io.tapehouse.extractors.fetch.AnswerVerdict.Banned;
import io.tapehouse.extractors.fetch.AnswerVerdict.Declined;
import io.tapehouse.extractors.fetch.AnswerVerdict.Nothing;
import io.tapehouse.extractors.fetch.AnswerVerdict.OtherWeek;
import io.tapehouse.extractors.fetch.AnswerVerdict.Refused;
import io.tapehouse.extractors.fetch.AnswerVerdict.Throttled;
import io.tapehouse.extractors.fetch.FetchResult.Fetched;
import io.tapehouse.extractors.fetch.FetchResult.NothingPublished;
import io.tapehouse.extractors.fetch.FetchResult.OtherDate;
import io.tapehouse.extractors.fetch.FetchResult.Skipped;
import io.tapehouse.extractors.http.Answer;
import io.tapehouse.extractors.http.BearerToken;
import io.tapehouse.extractors.http.FetchException;
import io.tapehouse.extractors.http.FetchException.Kind;
import io.tapehouse.extractors.http.FetchException.Retry;
import io.tapehouse.extractors.http.PoliteClient;
import io.tapehouse.extractors.http.PostForm;
import io.tapehouse.extractors.http.Request;
import io.tapehouse.extractors.http.StatusException;
import io.tapehouse.extractors.twse.EventReference;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fetches the file of a dataset for a date. It reports what the publisher answered; whether the
 * exchange was open on that date is for the caller to know. Safe for use by many threads.
 */
public final class Fetcher {

  private static final Logger LOG = LoggerFactory.getLogger(Fetcher.class);

  private final PoliteClient client;
  private final @Nullable BearerToken finMindToken;

  /**
   * @param finMindToken of the environment variable FINMIND_TOKEN; null: none, and FinMind's
   *     datasets are skipped
   */
  public Fetcher(PoliteClient client, @Nullable BearerToken finMindToken) {
    this.client = client;
    this.finMindToken = finMindToken;
  }

  /**
   * Asks the dataset's addresses, the newest first; another one only when there is no such file at
   * the one before, or something that is not the dataset's. Blocks. No temporary file is left but
   * that of {@link Fetched}.
   *
   * @param date any date that the file covers
   * @throws FetchException when no address gave an answer that can be believed
   */
  public FetchResult fetch(Dataset dataset, LocalDate date)
      throws FetchException, InterruptedException {
    boolean finMind = FinMind.publishes(dataset);
    if (finMind && finMindToken == null) {
      return new Skipped(FinMind.NO_TOKEN);
    }
    LocalDate filedUnder = dataset.period().filedUnder(date);
    List<FetchException> failures = new ArrayList<>();
    for (String address : dataset.addresses(filedUnder)) {
      Request request =
          request(dataset, filedUnder, URI.create(address), finMind ? finMindToken : null);
      try {
        return judge(dataset, filedUnder, request, client.get(request));
      } catch (StatusException e) {
        if (finMind && e.status() == 400) {
          return new Skipped("FinMind: " + request.redact(FinMindCheck.words(e.answer())));
        }
        failures.add(orThrow(e));
      } catch (UnbelievableException e) {
        failures.add(e.failure());
      } catch (FetchException e) {
        failures.add(orThrow(e));
      }
      LOG.info("{}: no file there", request);
    }
    throw worst(dataset, filedUnder, failures);
  }

  /**
   * Asks for the page with details of one event. Blocks. No temporary file is left but that of
   * {@link Fetched}.
   *
   * @param dataset one whose pages give details of a list
   * @param filedUnder the date of the list
   * @throws FetchException when there was no answer that can be believed
   */
  public FetchResult page(Dataset dataset, LocalDate filedUnder, EventReference page)
      throws FetchException, InterruptedException {
    Request request =
        new Request(
            dataset.id() + " " + filedUnder + " " + page,
            URI.create(dataset.pageAddress(page.code(), page.date())),
            null);
    try {
      return judge(dataset, filedUnder, request, client.get(request));
    } catch (UnbelievableException e) {
      throw e.failure();
    }
  }

  private static Request request(
      Dataset dataset, LocalDate filedUnder, URI address, @Nullable BearerToken token) {
    String subject = dataset.id() + " " + filedUnder;
    if (!dataset.post()) {
      return new Request(subject, address, token);
    }
    Map<String, String> fields = new LinkedHashMap<>();
    for (String field : address.getQuery().split("&", -1)) {
      int equals = field.indexOf('=');
      fields.put(field.substring(0, equals), field.substring(equals + 1));
    }
    String page = address.toString().substring(0, address.toString().indexOf('?'));
    return new Request(subject, URI.create(page), token, new PostForm(fields, URI.create(page)));
  }

  /** The hosts that are not asked any more: {@link PoliteClient#givenUp}. */
  public SortedMap<String, String> givenUp() {
    return client.givenUp();
  }

  private FetchResult judge(Dataset dataset, LocalDate filedUnder, Request request, Answer answer)
      throws FetchException, UnbelievableException {
    boolean kept = false;
    try {
      AnswerVerdict verdict = AnswerCheck.check(dataset, filedUnder, answer);
      FetchResult result = result(dataset, filedUnder, request, answer.file(), verdict);
      kept = result instanceof Fetched;
      return result;
    } catch (IOException e) {
      throw new FetchException(
          Kind.LOCAL_STORAGE,
          Retry.LATER,
          request,
          "cannot read " + answer.file() + ": " + e,
          null);
    } finally {
      if (!kept) {
        delete(answer.file());
      }
    }
  }

  private FetchResult result(
      Dataset dataset, LocalDate filedUnder, Request request, Path file, AnswerVerdict verdict)
      throws FetchException, UnbelievableException {
    String address = request.address().toString();
    if (verdict instanceof Accepted accepted) {
      LocalDate date = Objects.requireNonNullElse(accepted.date(), filedUnder);
      return new Fetched(date, file, fileName(dataset, date, accepted.form()), address);
    }
    if (verdict instanceof Nothing nothing) {
      return new NothingPublished(request.redact(nothing.words()), nothing.believable(), address);
    }
    if (verdict instanceof OtherWeek other) {
      return new OtherDate(other.date());
    }
    if (verdict instanceof Declined declined) {
      return new Skipped("FinMind: " + request.redact(declined.words()));
    }
    if (verdict instanceof Throttled throttled) {
      throw client.throttled(request, throttled.words());
    }
    if (verdict instanceof Banned banned) {
      throw client.banned(request, banned.words());
    }
    Refused refused = (Refused) verdict;
    // Publishers mend such answers, so it is worth another try later.
    throw new UnbelievableException(
        new FetchException(Kind.BAD_ANSWER, Retry.LATER, request, refused.complaint(), null));
  }

  /** Whether another address may know better; a publisher in trouble is not asked twice. */
  private static FetchException orThrow(FetchException failure) throws FetchException {
    boolean elsewhere =
        failure.kind() == Kind.NOT_FOUND
            || (failure.kind() == Kind.BAD_ANSWER && !failure.retryable());
    if (!elsewhere) {
      throw failure;
    }
    return failure;
  }

  /** The most informative one: an answer is more than "not found". */
  private static FetchException worst(
      Dataset dataset, LocalDate filedUnder, List<FetchException> failures) {
    if (failures.isEmpty()) {
      throw new IllegalArgumentException(
          dataset.id() + " " + filedUnder + ": the dataset has no address");
    }
    FetchException worst =
        failures.stream()
            .filter(failure -> failure.kind() != Kind.NOT_FOUND)
            .findFirst()
            .orElse(failures.get(0));
    for (FetchException failure : failures) {
      if (failure != worst) {
        worst.addSuppressed(failure);
      }
    }
    return worst;
  }

  private static String fileName(Dataset dataset, LocalDate filedUnder, AnswerFormat form) {
    String name = dataset.fileName(filedUnder);
    int dot = name.lastIndexOf('.');
    return (dot < 0 ? name : name.substring(0, dot)) + form.ending();
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      LOG.warn("temporary file {} stays behind", file, e);
    }
  }

  /** An answer that is none; the next address may have one. */
  private static final class UnbelievableException extends Exception {
    private static final long serialVersionUID = 1L;

    private final FetchException failure;

    UnbelievableException(FetchException failure) {
      super(failure);
      this.failure = failure;
    }

    FetchException failure() {
      return failure;
    }
  }
}

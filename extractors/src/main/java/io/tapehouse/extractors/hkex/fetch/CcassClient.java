package io.tapehouse.extractors.hkex.fetch;

import io.tapehouse.dictionary.Dataset;
import io.tapehouse.extractors.SourceFile;
import io.tapehouse.extractors.UnreadableFileException;
import io.tapehouse.extractors.hkex.CcassBundle;
import io.tapehouse.extractors.hkex.CcassForm;
import io.tapehouse.extractors.hkex.CcassStockList;
import io.tapehouse.extractors.hkex.CcassStockListReader;
import io.tapehouse.extractors.http.Answer;
import io.tapehouse.extractors.http.FetchException;
import io.tapehouse.extractors.http.FetchException.Kind;
import io.tapehouse.extractors.http.FetchException.Retry;
import io.tapehouse.extractors.http.PoliteClient;
import io.tapehouse.extractors.http.PostForm;
import io.tapehouse.extractors.http.Request;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The requests of HKEX's "CCASS Shareholding Search", in English. An answer of a gate keeper bans
 * the host for everyone. Safe for use by many threads, though one at a time is asked to be polite.
 */
public final class CcassClient {

  private static final Logger LOG = LoggerFactory.getLogger(CcassClient.class);

  /** How often a page that is cut off or is none is asked for. */
  static final int TRIES = 3;

  private static final DateTimeFormatter BOX = DateTimeFormatter.ofPattern("uuuu/MM/dd");

  private final PoliteClient client;
  private final Dataset pages;
  private final Dataset lists;

  /**
   * Asks through {@code client}.
   *
   * @param pages {@code hkex.ccass_shareholding}
   * @param lists {@code hkex.ccass_stock_list}
   */
  public CcassClient(PoliteClient client, Dataset pages, Dataset lists) {
    this.client = client;
    this.pages = pages;
    this.lists = lists;
  }

  /** A list of stocks as it came. */
  public static final class FetchedList {

    private final byte[] bytes;
    private final CcassStockList list;
    private final String request;

    private FetchedList(byte[] bytes, CcassStockList list, String request) {
      this.bytes = bytes;
      this.list = list;
      this.request = request;
    }

    /** As the server sent them. */
    public byte[] bytes() {
      return bytes.clone();
    }

    /** Whether they are JSON, not a page. */
    public boolean isJson() {
      return new String(bytes, StandardCharsets.UTF_8).stripLeading().startsWith("[");
    }

    /** What they say. */
    public CcassStockList list() {
      return list;
    }

    /** The address that was asked. */
    public String request() {
      return request;
    }
  }

  /** The address of the search. */
  public String address() {
    return pages.addresses(LocalDate.EPOCH).get(0);
  }

  /** Reads the form anew: with another build of the site its hidden fields change. */
  public CcassForm form(LocalDate date) throws FetchException, InterruptedException {
    Request request = Request.of(pages.id() + " " + date, URI.create(address()));
    for (int attempt = 1; ; attempt++) {
      byte[] bytes = bytes(request);
      try {
        return CcassForm.read("the form", bytes);
      } catch (UnreadableFileException e) {
        refuse(request, bytes, e, attempt);
      }
    }
  }

  /** Searches for a stock on a day; the answer may be any page but a gate keeper's. */
  byte[] search(CcassForm form, String stock, LocalDate date)
      throws FetchException, InterruptedException {
    Map<String, String> fields = new LinkedHashMap<>(form.fields());
    fields.put("__EVENTTARGET", "btnSearch");
    fields.put("__EVENTARGUMENT", "");
    fields.put("sortBy", "shareholding");
    fields.put("sortDirection", "desc");
    fields.put("txtShareholdingDate", BOX.format(date));
    fields.put("txtStockCode", stock);
    fields.put("txtStockName", "");
    fields.put("txtParticipantID", "");
    fields.put("txtParticipantName", "");
    URI page = URI.create(address());
    Request request =
        Request.of(
            pages.id() + " " + date + " " + stock,
            page.resolve(form.action().isEmpty() ? page.getPath() : form.action()),
            new PostForm(fields, page));
    byte[] bytes = bytes(request);
    Optional<String> block = BlockPage.words(bytes);
    if (block.isPresent()) {
      throw client.banned(request, block.get());
    }
    return bytes;
  }

  /** Fetches the list of a day. The site makes one for any day, closed or not. */
  public FetchedList list(LocalDate date) throws FetchException, InterruptedException {
    String address = lists.addresses(date).get(0);
    Request request = Request.of(lists.id() + " " + date, URI.create(address));
    for (int attempt = 1; ; attempt++) {
      byte[] bytes = bytes(request);
      try {
        CcassStockList list =
            CcassStockListReader.read(new SourceFile(lists.id(), date, "the list"), bytes);
        return new FetchedList(bytes, list, address);
      } catch (UnreadableFileException e) {
        refuse(request, bytes, e, attempt);
      }
    }
  }

  /** Asking once more may help, but not with a gate keeper, and not for ever. */
  private void refuse(Request request, byte[] bytes, UnreadableFileException why, int attempt)
      throws FetchException {
    Optional<String> block = BlockPage.words(bytes);
    if (block.isPresent()) {
      throw client.banned(request, block.get());
    }
    if (attempt == TRIES) {
      FetchException failure =
          new FetchException(
              Kind.BAD_ANSWER, Retry.LATER, request, String.valueOf(why.getMessage()), null);
      failure.initCause(why);
      throw failure;
    }
    LOG.warn("{}, asked again", why.getMessage());
  }

  private byte[] bytes(Request request) throws FetchException, InterruptedException {
    Answer answer = client.ask(request);
    try {
      if (answer.bytes() > CcassBundle.MOST_BYTES) {
        throw new FetchException(
            Kind.BAD_ANSWER,
            Retry.LATER,
            request,
            "expected a page of at most %d bytes, found %d"
                .formatted(CcassBundle.MOST_BYTES, answer.bytes()),
            null);
      }
      return Files.readAllBytes(answer.file());
    } catch (IOException e) {
      throw local(request, e);
    } finally {
      try {
        Files.deleteIfExists(answer.file());
      } catch (IOException e) {
        LOG.warn("temporary file {} stays behind", answer.file(), e);
      }
    }
  }

  private static FetchException local(Request request, IOException why) {
    FetchException failure =
        new FetchException(
            Kind.LOCAL_STORAGE, Retry.LATER, request, "cannot read it: " + why, null);
    failure.initCause(why);
    return failure;
  }
}

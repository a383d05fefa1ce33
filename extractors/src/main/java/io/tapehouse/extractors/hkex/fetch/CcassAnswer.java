package io.tapehouse.extractors.hkex.fetch;

import io.tapehouse.extractors.hkex.CcassPageName;
import java.time.LocalDate;

/** What the search answered for a stock. */
public sealed interface CcassAnswer {

  /** The page of the stock and the day that were asked for, whole by its own summary. */
  final class Page implements CcassAnswer {

    private final CcassPageName name;
    private final byte[] bytes;

    Page(CcassPageName name, byte[] bytes) {
      this.name = name;
      this.bytes = bytes.clone();
    }

    /** Which page it is. */
    public CcassPageName name() {
      return name;
    }

    /** As the server sent them. */
    public byte[] bytes() {
      return bytes.clone();
    }
  }

  /**
   * The page of the stock on an earlier day: the site has none of the day that was asked for.
   *
   * @param shown the earlier day
   */
  record Earlier(LocalDate shown) implements CcassAnswer {}

  /**
   * The form alone, twice.
   *
   * @param words the message of the site; may be empty
   */
  record NoData(String words) implements CcassAnswer {}

  /**
   * Something that must not be kept, however often it was asked for.
   *
   * @param complaint what was expected and what was found
   */
  record Refused(String complaint) implements CcassAnswer {}
}

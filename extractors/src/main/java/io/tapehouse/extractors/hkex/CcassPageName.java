package io.tapehouse.extractors.hkex;

import io.tapehouse.extractors.hkex.CcassPage.Language;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a page of a day is called in a bundle: {@code <stockcode>_<en|zh>.html}, or {@code .mhtml}
 * where a browser saved it so. Sorted by stock, English before Chinese.
 *
 * @param stockCode five digits, as text
 * @param language of the page
 */
public record CcassPageName(String stockCode, Language language)
    implements Comparable<CcassPageName> {

  private static final Pattern NAME = Pattern.compile("(\\d{5})_(en|zh)\\.m?html");
  private static final Comparator<CcassPageName> ORDER =
      Comparator.comparing(CcassPageName::stockCode).thenComparing(CcassPageName::language);

  /** What a page is called that was read. */
  public static CcassPageName of(CcassPage page) {
    return new CcassPageName(page.stockCode(), page.language());
  }

  /** What an entry of a bundle is called; empty: it is called otherwise. */
  public static Optional<CcassPageName> parse(String entry) {
    Matcher matcher = NAME.matcher(entry);
    return matcher.matches()
        ? Optional.of(
            new CcassPageName(
                matcher.group(1),
                matcher.group(2).equals("zh") ? Language.CHINESE : Language.ENGLISH))
        : Optional.empty();
  }

  @Override
  public int compareTo(CcassPageName other) {
    return ORDER.compare(this, other);
  }

  /** The name of the entry that holds these bytes. */
  String entry(byte[] bytes) {
    return stem() + PageText.ending(bytes);
  }

  /** The name of the entry as a rule. */
  @Override
  public String toString() {
    return stem() + ".html";
  }

  private String stem() {
    return stockCode + (language == Language.CHINESE ? "_zh" : "_en");
  }
}

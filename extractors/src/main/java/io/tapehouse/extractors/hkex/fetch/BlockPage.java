package io.tapehouse.extractors.hkex.fetch;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The page of a gate keeper in front of the site. None of HKEX's was ever captured; these are the
 * words that readers of its pages look for.
 */
final class BlockPage {

  private static final int LONGEST = 64 << 10;
  private static final int QUOTED = 160;

  private static final Pattern WORDS =
      Pattern.compile(
          "access denied|captcha|request blocked|you have been blocked|attention required"
              + "|request unsuccessful|unusual traffic|robot",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern NO_TEXT =
      Pattern.compile(
          "<(script|style)[^>]*>.*?</\\1>|<[^>]*>", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  private BlockPage() {}

  /** The message of such a page; empty: it is none. HKEX's own form is never taken for one. */
  static Optional<String> words(byte[] page) {
    if (page.length > LONGEST) {
      return Optional.empty();
    }
    String text = new String(page, StandardCharsets.UTF_8);
    if (text.contains("__VIEWSTATE")) {
      return Optional.empty();
    }
    Matcher words = WORDS.matcher(text);
    if (!words.find()) {
      return Optional.empty();
    }
    String plain = NO_TEXT.matcher(text).replaceAll(" ").strip().replaceAll("\\s+", " ");
    return Optional.of(
        "\"" + (plain.length() <= QUOTED ? plain : plain.substring(0, QUOTED) + "…") + "\"");
  }
}

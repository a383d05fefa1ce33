package io.tapehouse.extractors.fetch;

import io.tapehouse.extractors.fetch.AnswerVerdict.Banned;
import io.tapehouse.extractors.fetch.AnswerVerdict.Nothing;
import io.tapehouse.extractors.fetch.AnswerVerdict.Refused;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Interprets a page that came in place of a file. */
final class HtmlCheck {

  private static final Pattern ALERT = Pattern.compile("alert\\(\\s*[\"']([^\"']*)[\"']\\s*\\)");
  private static final Pattern TITLE =
      Pattern.compile("<title[^>]*>([^<]*)</title>", Pattern.CASE_INSENSITIVE);
  private static final Pattern NO_TEXT =
      Pattern.compile(
          "<(script|style)[^>]*>.*?</\\1>|<[^>]*>", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  /** TWSE's page for an address that it has shut out (FORMATS-taiwan.md, 1.15). */
  private static final String BAN = "FOR SECURITY REASON";

  private static final Pattern NO_SUCH_PAGE =
      Pattern.compile("not found|不存在|找不到|查無", Pattern.CASE_INSENSITIVE);

  private HtmlCheck() {}

  static AnswerVerdict check(Head page, AnswerFormat expected) {
    if (page.text().toUpperCase(Locale.ROOT).contains(BAN)) {
      return new Banned(
          "expected "
              + expected.contentType()
              + ", found text/html: "
              + PublisherPhrases.quoted(NO_TEXT.matcher(page.text()).replaceAll(" ")));
    }
    Matcher alert = ALERT.matcher(page.text());
    if (alert.find()) {
      String words = alert.group(1);
      // TAIFEX's own answer for a date without data; it is not what a throttled client gets.
      boolean believable = words.contains("查無資料");
      Optional<Nothing> nothing =
          PublisherPhrases.nothing(words).map(found -> new Nothing(found.words(), believable));
      return nothing.isPresent() ? nothing.get() : refused(expected, words);
    }
    String words = NO_TEXT.matcher(page.text()).replaceAll(" ");
    // A page under a file's name with the words "not found" is a 404 which lost its status.
    return NO_SUCH_PAGE.matcher(words).find() || title(page).contains("404")
        ? new Nothing(PublisherPhrases.quoted(words), false)
        : refused(expected, words);
  }

  private static Refused refused(AnswerFormat expected, String words) {
    return new Refused(
        "expected "
            + expected.contentType()
            + ", found text/html: "
            + PublisherPhrases.quoted(words));
  }

  private static String title(Head page) {
    Matcher title = TITLE.matcher(page.text());
    return title.find() ? title.group(1) : "";
  }
}

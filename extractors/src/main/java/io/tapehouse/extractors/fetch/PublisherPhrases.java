package io.tapehouse.extractors.fetch;

import io.tapehouse.extractors.fetch.AnswerVerdict.Nothing;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What publishers say when they have nothing (FORMATS-taiwan.md, section 7), and how it is quoted.
 */
final class PublisherPhrases {

  private static final int CHARACTERS = 200;

  /** With and without "!": TWSE's MI_MARGN leaves it out. A throttled client reads the same. */
  private static final List<String> DOUBTFUL =
      List.of("沒有符合條件的資料", "查無資料", "無相關資料", "日期時間錯誤", "datetime error");

  /** TWSE's answer for a future date and for nothing else. */
  private static final String IN_THE_FUTURE = "查詢日期大於今日";

  private PublisherPhrases() {}

  /** The verdict on a publisher's sentence, when it means that there is nothing. */
  static Optional<Nothing> nothing(String sentence) {
    if (sentence.contains(IN_THE_FUTURE)) {
      return Optional.of(new Nothing(quoted(sentence), true));
    }
    String folded = sentence.toLowerCase(Locale.ROOT);
    return DOUBTFUL.stream().anyMatch(folded::contains)
        ? Optional.of(new Nothing(quoted(sentence), false))
        : Optional.empty();
  }

  /** A short excerpt on one line. */
  static String quoted(String text) {
    String line = text.strip().replaceAll("\\s+", " ");
    return line.length() <= CHARACTERS ? line : line.substring(0, CHARACTERS) + "...";
  }
}

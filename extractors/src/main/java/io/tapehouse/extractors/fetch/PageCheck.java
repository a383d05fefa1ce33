package io.tapehouse.extractors.fetch;

import io.tapehouse.dictionary.Dataset;
import io.tapehouse.extractors.fetch.AnswerVerdict.Accepted;
import io.tapehouse.extractors.fetch.AnswerVerdict.Nothing;
import io.tapehouse.extractors.fetch.AnswerVerdict.OtherWeek;
import io.tapehouse.extractors.fetch.AnswerVerdict.Refused;
import io.tapehouse.extractors.text.PublishedDates;
import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Looks at a page that is a dataset's file: pages of isin.twse.com.tw bear a day. */
final class PageCheck {

  private static final Pattern UPDATED = Pattern.compile("最近更新日期\\s*[:：]\\s*([0-9/]{8,10})");

  /** Where the site sends who asks for what there is not. */
  private static final String NOTHING_FOUND = "class_nofind";

  private PageCheck() {}

  static AnswerVerdict check(Head page, Dataset dataset, AskedDate asked) {
    Matcher updated = UPDATED.matcher(page.text());
    if (updated.find()) {
      return ofState(AnswerFormat.HTML, updated.group(1), dataset, asked);
    }
    return page.text().contains(NOTHING_FOUND)
        ? new Nothing(NOTHING_FOUND, false)
        : HtmlCheck.check(page, AnswerFormat.HTML);
  }

  /** A file with the state of a day, which is about the date that was asked for. */
  static AnswerVerdict ofState(AnswerFormat form, String text, Dataset dataset, AskedDate asked) {
    Optional<LocalDate> found = PublishedDates.parse(text);
    if (found.isEmpty()) {
      return new Refused(
          "expected the day on which the file was made, found '%s'"
              .formatted(PublisherPhrases.quoted(text)));
    }
    return dataset.answers(asked.date(), found.get())
        ? new Accepted(form, found.get())
        : new OtherWeek(found.get().toString());
  }
}

package io.tapehouse.extractors.fetch;

import io.tapehouse.dictionary.Dataset;
import io.tapehouse.extractors.fetch.AnswerVerdict.Nothing;
import io.tapehouse.extractors.fetch.AnswerVerdict.Refused;
import io.tapehouse.extractors.http.Answer;
import java.io.IOException;
import java.time.LocalDate;
import java.util.Locale;

/**
 * Decides whether an answer of status 200 is the file that was asked for: publishers send refusals,
 * holidays and pages of another day with that status too.
 */
final class AnswerCheck {

  private AnswerCheck() {}

  static AnswerVerdict check(Dataset dataset, LocalDate filedUnder, Answer answer)
      throws IOException {
    AnswerFormat expected = AnswerFormat.ofContentType(dataset.contentType());
    Head head = Head.of(answer.file());
    AnswerFormat found = AnswerFormat.of(head);
    if (found == AnswerFormat.EMPTY) {
      String words = "an empty answer of " + head.size() + " bytes";
      return expected == AnswerFormat.ZIP
          ? new Refused("expected application/zip, found " + words)
          : new Nothing(words, false);
    }
    AskedDate asked = new AskedDate(filedUnder, dataset.period());
    if (found == AnswerFormat.HTML) {
      return expected == AnswerFormat.HTML
          ? PageCheck.check(head, dataset, asked)
          : HtmlCheck.check(head, expected);
    }
    String contentType = answer.contentType();
    String declared = contentType == null ? found.contentType() : withoutParameters(contentType);
    if (!fits(dataset, expected, found) || !found.mayBeDeclared(declared)) {
      return new Refused(
          "expected %s, found %s declared as %s: %s"
              .formatted(
                  expected.contentType(),
                  found.contentType(),
                  contentType == null ? "nothing" : PublisherPhrases.quoted(contentType),
                  found == AnswerFormat.ZIP ? "PK" : PublisherPhrases.quoted(head.text())));
    }
    return switch (found) {
      case ZIP -> ZipCheck.check(answer.file(), answer.bytes());
      case JSON ->
          FinMind.publishes(dataset)
              ? FinMindCheck.check(answer.file())
              : JsonCheck.check(answer.file(), asked);
      case CSV -> CsvCheck.check(head, dataset, asked);
      case HTML, EMPTY -> throw new IllegalStateException("dealt with above: " + found);
    };
  }

  /** TWSE gives the same report as JSON and as CSV, and not always the one asked for. */
  private static boolean fits(Dataset dataset, AnswerFormat expected, AnswerFormat found) {
    boolean bothText = isTable(expected) && isTable(found);
    return expected == found || (bothText && !FinMind.publishes(dataset));
  }

  private static boolean isTable(AnswerFormat form) {
    return form == AnswerFormat.JSON || form == AnswerFormat.CSV;
  }

  private static String withoutParameters(String contentType) {
    int semicolon = contentType.indexOf(';');
    String type = semicolon < 0 ? contentType : contentType.substring(0, semicolon);
    return type.strip().toLowerCase(Locale.ROOT);
  }
}

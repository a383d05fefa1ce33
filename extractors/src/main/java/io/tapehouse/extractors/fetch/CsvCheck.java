package io.tapehouse.extractors.fetch;

import io.tapehouse.dictionary.Dataset;
import io.tapehouse.dictionary.Declaration;
import io.tapehouse.extractors.fetch.AnswerVerdict.Accepted;
import io.tapehouse.extractors.fetch.AnswerVerdict.Nothing;
import io.tapehouse.extractors.fetch.AnswerVerdict.OtherWeek;
import io.tapehouse.extractors.fetch.AnswerVerdict.Refused;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Looks for the header of the dataset and for a row below it. */
final class CsvCheck {

  /** A refusal is a sentence; a file with rows is longer. */
  private static final int LONGEST_REFUSAL = 2000;

  private CsvCheck() {}

  static AnswerVerdict check(Head file, Dataset dataset, AskedDate asked) {
    if (file.size() < LONGEST_REFUSAL) {
      Optional<Nothing> nothing = PublisherPhrases.nothing(file.text());
      if (nothing.isPresent()) {
        return nothing.get();
      }
    }
    List<String> lines = file.text().lines().filter(line -> !line.isBlank()).toList();
    // Titles stand above headers; TAIFEX has none.
    String column = dataset.fields().isEmpty() ? "," : dataset.fields().get(0).name();
    int header = 0;
    while (header < lines.size() && !isHeader(lines.get(header), column)) {
      header++;
    }
    if (header == lines.size()) {
      return new Refused(
          "expected a header with %s, found '%s'"
              .formatted(column, lines.isEmpty() ? "" : PublisherPhrases.quoted(lines.get(0))));
    }
    for (String title : lines.subList(0, header)) {
      Optional<String> otherDate = asked.complaintAboutTitle(title);
      if (otherDate.isPresent()) {
        return new Refused(otherDate.get());
      }
    }
    if (header + 1 == lines.size()) {
      return new Nothing(
          "a header and no rows: " + PublisherPhrases.quoted(lines.get(header)), true);
    }
    return ofDate(lines.get(header), lines.get(header + 1), dataset, asked);
  }

  /** Holds the date of the first row against the one that was asked for, where rows have dates. */
  private static AnswerVerdict ofDate(String header, String row, Dataset dataset, AskedDate asked) {
    Optional<String> name =
        dataset.tables().stream()
            .flatMap(table -> table.dated().stream())
            .map(Declaration.Column::header)
            .findFirst();
    int column = name.map(Arrays.asList(header.split(",", -1))::indexOf).orElse(-1);
    String[] cells = row.split(",", -1);
    if (column < 0 || column >= cells.length) {
      return new Accepted(AnswerFormat.CSV);
    }
    if (dataset.period() == Dataset.Period.SNAPSHOT) {
      return PageCheck.ofState(AnswerFormat.CSV, cells[column].replace("\"", ""), dataset, asked);
    }
    Optional<String> otherDate = asked.complaint(cells[column]);
    if (otherDate.isEmpty()) {
      return new Accepted(AnswerFormat.CSV);
    }
    return dataset.period() == Dataset.Period.WEEK
        ? new OtherWeek(cells[column].strip())
        : new Refused(otherDate.get());
  }

  private static boolean isHeader(String line, String column) {
    return line.contains(",") && line.contains(column);
  }
}

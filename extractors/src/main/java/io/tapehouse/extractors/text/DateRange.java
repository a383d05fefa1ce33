package io.tapehouse.extractors.text;

import io.tapehouse.extractors.SourceFile;
import io.tapehouse.extractors.UnreadableFileException;
import io.tapehouse.extractors.UnreadableFileException.Kind;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The dates that a file may be about.
 *
 * @param first the first of them
 * @param last the last of them
 */
public record DateRange(LocalDate first, LocalDate last) {

  private static final Pattern DATE =
      Pattern.compile("\\d{2,4}\\s*[/年-]\\s*\\d{1,2}\\s*[/月-]\\s*\\d{1,2}|\\d{7,8}");

  /** One day. */
  public static DateRange of(LocalDate date) {
    return new DateRange(date, date);
  }

  /**
   * The range that a list of events names: {@code 20240322~20240323}, a title with {@code
   * 113年03月04日 至 113年03月05日}, or one day alone; empty where there are no such dates, or in the
   * wrong order.
   */
  public static Optional<DateRange> parse(String text) {
    List<LocalDate> dates = new ArrayList<>();
    Matcher matcher = DATE.matcher(text);
    while (matcher.find()) {
      PublishedDates.parse(matcher.group().replaceAll("\\s", "")).ifPresent(dates::add);
    }
    if (dates.isEmpty() || dates.size() > 2) {
      return Optional.empty();
    }
    DateRange range = new DateRange(dates.get(0), dates.get(dates.size() - 1));
    return range.first().isAfter(range.last()) ? Optional.empty() : Optional.of(range);
  }

  /**
   * The range of a list of events.
   *
   * @param said the file's text of it
   * @throws UnreadableFileException when it names none, or one without the date that it is filed
   *     under
   */
  public static DateRange ofList(SourceFile file, String said) throws UnreadableFileException {
    DateRange range = parse(said).orElse(null);
    if (range == null || !range.holds(file.date())) {
      throw new UnreadableFileException(
          Kind.WRONG_DATE,
          file,
          "expected a range of dates with %s in it, found '%s'".formatted(file.date(), said));
    }
    return range;
  }

  /** Whether a date is one of them. */
  public boolean holds(LocalDate date) {
    return !date.isBefore(first) && !date.isAfter(last);
  }

  /** In words for a message: one date, or the first and the last. */
  public String text() {
    return first.equals(last) ? first.toString() : first + " to " + last;
  }
}

package io.tapehouse.extractors.twse;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The cell of the schedule that says when: {@code 1月27日}, several of them in one cell ({@code
 * 1月23日1月24日}), or one date with its year.
 */
final class DatesCell {

  private static final Pattern MONTH_AND_DAY =
      Pattern.compile("(\\d{1,2})月(\\d{1,2})日(?:[（(][^）)]*[）)])?(?:<br\\s*/?>|[\\s　、,，;；及和與])*");

  private DatesCell() {}

  /**
   * The dates, which must be of {@code year}.
   *
   * @throws BadCellException when anything but dates of that year stands in the cell
   */
  static List<LocalDate> parse(String cell, int year) throws BadCellException {
    String text = cell.strip();
    Optional<LocalDate> single = PublishedDates.parse(text);
    if (single.isPresent()) {
      if (single.get().getYear() != year) {
        throw bad(cell, year);
      }
      return List.of(single.get());
    }
    List<LocalDate> dates = new ArrayList<>();
    Matcher matcher = MONTH_AND_DAY.matcher(text);
    int end = 0;
    while (end < text.length()) {
      // What is left over, such as a range in words, is not guessed at.
      if (!matcher.find(end) || matcher.start() != end) {
        throw bad(cell, year);
      }
      dates.add(
          PublishedDates.of(
                  year, Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)))
              .orElseThrow(() -> bad(cell, year)));
      end = matcher.end();
    }
    if (dates.isEmpty()) {
      throw bad(cell, year);
    }
    return dates;
  }

  private static BadCellException bad(String cell, int year) {
    return new BadCellException(
        "expected dates of %d such as 1月27日, found '%s'".formatted(year, cell));
  }
}

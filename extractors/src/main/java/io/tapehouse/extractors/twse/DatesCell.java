package io.tapehouse.extractors.twse;

import io.tapehouse.extractors.text.BadCellException;
import io.tapehouse.extractors.text.PublishedDates;
import java.text.Normalizer;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The schedule's cell of dates: {@code 1月27日}, several of them in one cell ({@code 1月23日1月24日},
 * {@code 1月23日、24日}, on lines of their own), with their weekdays ({@code 1月1日 (三)}) or years
 * ({@code 12月31日(110年)}), or with the whole date ({@code 2023-01-01}, {@code 1140101}).
 *
 * @param dates the dates of the year that was asked for, in the order of the cell
 * @param ofOtherYears the dates that the cell itself places in another year
 * @param slips what is odd about the brackets: a wrong weekday, other words
 */
record DatesCell(List<LocalDate> dates, List<LocalDate> ofOtherYears, List<String> slips) {

  private static final Pattern DATE =
      Pattern.compile(
          "(?:(?:民國)?(?<year>\\d{2,4})年\\s*)?(?<month>\\d{1,2})\\s*月\\s*(?<day>\\d{1,2})\\s*日"
              + "|(?<more>\\d{1,2})日"
              + "|(?<whole>\\d{2,4}[/-]\\d{1,2}[/-]\\d{1,2}|\\d{6,8})");
  private static final Pattern BRACKET = Pattern.compile("\\s*\\((?<inside>[^)]*)\\)");
  private static final Pattern YEAR = Pattern.compile("(?:民國)?(\\d{2,4})年");
  private static final Pattern SEPARATORS = Pattern.compile("(?:<br\\s*/?>|&nbsp;|[\\s、,;及和與])*");

  /**
   * The dates of a cell.
   *
   * @param year the year of the dates that do not say theirs
   * @throws BadCellException when anything but dates stands in the cell (a range in words is not
   *     guessed at), or none of them is of {@code year}
   */
  static DatesCell parse(String cell, int year) throws BadCellException {
    Parser parser = new Parser(cell, year);
    parser.parse();
    if (parser.dates.isEmpty()) {
      throw parser.bad();
    }
    return new DatesCell(
        List.copyOf(parser.dates), List.copyOf(parser.ofOtherYears), List.copyOf(parser.slips));
  }

  /** Full-width digits, brackets and blanks as the ASCII ones. */
  static String plain(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFKC).strip();
  }

  private static final class Parser {

    private final String cell;
    private final int year;
    private final String text;
    private final List<LocalDate> dates = new ArrayList<>();
    private final List<LocalDate> ofOtherYears = new ArrayList<>();
    private final List<String> slips = new ArrayList<>();
    private int month;

    Parser(String cell, int year) {
      this.cell = cell;
      this.year = year;
      this.text = plain(cell);
    }

    void parse() throws BadCellException {
      int at = 0;
      while (at < text.length()) {
        Matcher date = DATE.matcher(text).region(at, text.length());
        if (!date.lookingAt()) {
          throw bad();
        }
        at = add(date);
        Matcher separators = SEPARATORS.matcher(text).region(at, text.length());
        at = separators.lookingAt() ? separators.end() : at;
      }
    }

    /** Adds a date with the text in brackets after it, and returns where the rest begins. */
    private int add(Matcher date) throws BadCellException {
      Optional<Integer> said =
          Optional.ofNullable(date.group("year")).map(Integer::parseInt).map(PublishedDates::year);
      List<String> words = new ArrayList<>();
      int end = date.end();
      Matcher bracket = BRACKET.matcher(text).region(end, text.length());
      while (bracket.lookingAt()) {
        String inside = bracket.group("inside").strip();
        Matcher inBrackets = YEAR.matcher(inside);
        if (inBrackets.matches() && said.isEmpty()) {
          said = Optional.of(PublishedDates.year(Integer.parseInt(inBrackets.group(1))));
        } else if (inside.chars().noneMatch(Character::isDigit)) {
          words.add(inside);
        } else {
          throw bad();
        }
        end = bracket.end();
        bracket.region(end, text.length());
      }
      LocalDate found = date(date, said.orElse(year)).orElseThrow(this::bad);
      for (String word : words) {
        if (Weekdays.parse(word).size() == 1) {
          Weekdays.slip(List.of(found), word).ifPresent(slips::add);
        } else {
          slips.add("expected a weekday behind %s, found '%s'".formatted(found, word));
        }
      }
      (found.getYear() == year ? dates : ofOtherYears).add(found);
      return end;
    }

    private Optional<LocalDate> date(Matcher date, int ofYear) throws BadCellException {
      if (date.group("whole") != null) {
        return PublishedDates.parse(date.group("whole"));
      }
      if (date.group("more") != null) {
        if (month == 0) {
          throw bad();
        }
        return PublishedDates.of(ofYear, month, Integer.parseInt(date.group("more")));
      }
      month = Integer.parseInt(date.group("month"));
      return PublishedDates.of(ofYear, month, Integer.parseInt(date.group("day")));
    }

    BadCellException bad() {
      return new BadCellException(
          "expected dates of %d such as 1月27日, found '%s'".formatted(year, cell));
    }
  }
}

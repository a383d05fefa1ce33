package io.tapehouse.extractors.tabular;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapehouse.dictionary.Declaration;
import io.tapehouse.dictionary.Declaration.Cell;
import io.tapehouse.extractors.text.BadCellException;
import io.tapehouse.extractors.text.PublishedDates;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Cells are read in one pass over their characters, as regular expressions describe them. */
class CellTextPropertyTest {

  private static final int TEXTS = 300_000;

  /** A number whose thousands have commas or none, and at least one digit. */
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?((\\d{1,3}(,\\d{3})+|\\d+)(\\.\\d+)?|\\.\\d+)(E\\+\\d{1,2})?");

  private static final Pattern SEPARATED =
      Pattern.compile("(\\d{2,4})[/年-](\\d{1,2})[/月-](\\d{1,2})日?");
  private static final Pattern SOLID = Pattern.compile("(\\d{2,4})(\\d{2})(\\d{2})");

  private final CellText text = new CellText(name -> name);
  private final Random random = new Random(20121222);

  @Test
  void numbersAreThoseThatTheExpressionDescribes() {
    Declaration.Column column = column(Cell.RATIO);
    int numbers = 0;
    for (int i = 0; i < TEXTS; i++) {
      String cell = i % 2 == 0 ? number() : random("0123456789,,,..+-E", 14);
      BigDecimal expected =
          NUMBER.matcher(cell).matches() && Character.isDigit(last(cell))
              ? new BigDecimal(cell.replace(",", ""))
              : null;
      Object found = null;
      try {
        found = text.read(column, Cell.RATIO, cell, null);
      } catch (BadCellException e) {
        assertThat(expected).as("'%s': %s", cell, e.reason()).isNull();
      }
      assertThat(found).as(cell).isEqualTo(expected);
      numbers += found == null ? 0 : 1;
    }
    assertThat(numbers).isGreaterThan(TEXTS / 3);
  }

  @Test
  void datesAreThoseThatTheExpressionsDescribe() {
    int dates = 0;
    for (int i = 0; i < TEXTS; i++) {
      String cell =
          i % 2 == 0
              ? "%d%s%d%s%d%s"
                  .formatted(
                      random.nextInt(3000),
                      one("/", "年", "-", "", " "),
                      random.nextInt(14),
                      one("/", "月", "-", "", "."),
                      random.nextInt(33),
                      one("", "日", "號"))
              : random("0123456789", 9);
      Optional<LocalDate> found = PublishedDates.parse(cell);
      assertThat(found).as(cell).isEqualTo(expected(cell));
      dates += found.isPresent() ? 1 : 0;
    }
    assertThat(dates).isGreaterThan(TEXTS / 20);
  }

  private static Optional<LocalDate> expected(String cell) {
    for (Pattern pattern : List.of(SEPARATED, SOLID)) {
      Matcher matcher = pattern.matcher(cell);
      if (matcher.matches()) {
        int year = Integer.parseInt(matcher.group(1));
        try {
          return Optional.of(
              LocalDate.of(
                  year < 1000 ? year + 1911 : year,
                  Integer.parseInt(matcher.group(2)),
                  Integer.parseInt(matcher.group(3))));
        } catch (DateTimeException e) {
          return Optional.empty();
        }
      }
    }
    return Optional.empty();
  }

  private String number() {
    String whole = String.valueOf((random.nextLong() >>> 1) >> random.nextInt(63));
    StringBuilder cell = new StringBuilder(one("", "", "+", "-"));
    boolean commas = random.nextBoolean();
    for (int i = 0; i < whole.length(); i++) {
      cell.append(whole.charAt(i));
      if (commas && i < whole.length() - 1 && (whole.length() - 1 - i) % 3 == 0) {
        cell.append(',');
      }
    }
    return random.nextBoolean() ? cell + "." + random("0123456789", 4) : cell.toString();
  }

  private String random(String alphabet, int longest) {
    StringBuilder cell = new StringBuilder("1");
    int length = random.nextInt(longest);
    for (int i = 0; i < length; i++) {
      cell.append(alphabet.charAt(random.nextInt(alphabet.length())));
    }
    return random.nextBoolean() ? cell.substring(1) + "7" : cell.toString();
  }

  private String one(String... texts) {
    return texts[random.nextInt(texts.length)];
  }

  private static char last(String cell) {
    return cell.isEmpty() ? ' ' : cell.charAt(cell.length() - 1);
  }

  private static Declaration.Column column(Cell cell) {
    return new Declaration.Column(
        List.of("數"),
        "pe_ratio",
        null,
        cell,
        null,
        null,
        null,
        false,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        "a number");
  }
}

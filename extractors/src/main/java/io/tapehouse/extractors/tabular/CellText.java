package io.tapehouse.extractors.tabular;

import io.tapehouse.dictionary.Declaration;
import io.tapehouse.extractors.text.BadCellException;
import io.tapehouse.extractors.text.PublishedDates;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Cells as publishers write them, read by the cell types of the dictionary. Immutable and safe for
 * use by many threads.
 */
final class CellText {

  /** What publishers write where there is nothing; with blanks around it in some columns. */
  private static final Set<String> ABSENT = Set.of("", "-", "--", "---", "----", "N/A", "NA", "－");

  /**
   * Thousands with commas or without; a comma out of place is a digit lost, not a style. TWSE wrote
   * some round figures of 2012 as {@code 2.3E+6}.
   */
  private static final Pattern NUMBER =
      Pattern.compile(
          "[+-]?(?:(?:\\d{1,3}(?:,\\d{3})+|\\d+)(?:\\.\\d+)?|\\.\\d+)(?:E\\+\\d{1,2})?");

  private static final Pattern TAGS = Pattern.compile("<[^>]*>");

  private static final Pattern QUARTER = Pattern.compile("(\\d{2,4})\\s*[/Q]\\s*([1-4])");

  private static final Pattern YEAR = Pattern.compile("\\d{2,4}");

  /** The number before a word and the brackets behind it: {@code 1.一般股票}, {@code 總計(1~15)}. */
  private static final Pattern WORD = Pattern.compile("(?:\\d+\\.)?(.*?)(?:[(（][^()（）]*[)）])?");

  private static final Pattern BRACKETS = Pattern.compile("([^()]*)\\(([^()]*)\\)");

  private static final String NOT_COMPARABLE = "X";

  /** Digits between commas. */
  private static final int THOUSANDS = 3;

  /** Of a long, whatever they are. */
  private static final int MOST_DIGITS = 18;

  private static final int NONE = -1;
  private static final int LONGEST_ABSENT = 4;
  private static final int LONGEST_CODE = 16;

  private final UnaryOperator<String> indices;

  /** The patterns of columns, compiled. */
  private final Map<String, Pattern> patterns = new ConcurrentHashMap<>();

  /**
   * A reader of cells.
   *
   * @param indices from the publisher's name of an index to the dictionary's
   */
  CellText(UnaryOperator<String> indices) {
    this.indices = indices;
  }

  /**
   * The value of a cell: a String, Boolean, Integer, Long, BigDecimal or LocalDate by what it
   * holds; null for one of the marks for "none".
   *
   * @param sign the cell with the sign of the figure; null: the figure has its own
   * @throws BadCellException when the cell holds something else
   */
  @Nullable Object read(
      Declaration.Column column, Declaration.Cell cell, String published, @Nullable String sign)
      throws BadCellException {
    String pattern = column.part();
    String text = pattern == null ? text(published) : part(pattern, published);
    if (cell == Declaration.Cell.FLAG) {
      return column.marks().stream().anyMatch(text::startsWith);
    }
    if (isAbsent(column, cell, text)) {
      return column.none() == null ? null : value(column, cell, column.none());
    }
    Object value = value(column, cell, text);
    if (sign != null && value instanceof BigDecimal figure) {
      return signed(column, figure, text(sign));
    }
    return column.times() == null ? value : times(column, value);
  }

  /** Whether a cell has nothing in it; the futures on a stock have the code NA. */
  private static boolean isAbsent(Declaration.Column column, Declaration.Cell cell, String text) {
    boolean none =
        text.length() <= LONGEST_ABSENT
            && (text.isEmpty() || !isDigit(text.charAt(0)))
            && ABSENT.contains(text)
            && (cell != Declaration.Cell.CODE || !isCode(text));
    return none || (!column.absent().isEmpty() && column.absent().contains(text));
  }

  private static boolean isCode(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!isDigit(c) && (c < 'A' || c > 'Z') && (c < 'a' || c > 'z')) {
        return false;
      }
    }
    return !text.isEmpty() && text.length() <= LONGEST_CODE;
  }

  private @Nullable Object value(Declaration.Column column, Declaration.Cell cell, String text)
      throws BadCellException {
    return switch (cell) {
      case CODE -> code(column, text);
      case TEXT -> column.words().getOrDefault(text, text);
      case FLAG -> text;
      case WORD -> word(column, text);
      case INDEX -> indices.apply(text);
      case NUMBER -> small(column, whole(column, text));
      case COUNT -> positive(column, whole(column, part(text, 1)));
      case COUNT_IN_BRACKETS -> inBrackets(column, text);
      case SHARES, LOTS -> positive(column, whole(column, text));
      case NET, MONEY -> whole(column, text);
      case PRICE -> price(column, decimal(column, text));
      case RATIO -> decimal(column, text);
      case PERCENT ->
          decimal(column, text.endsWith("%") ? text.substring(0, text.length() - 1) : text);
      case SIGNED -> text.startsWith(NOT_COMPARABLE) ? null : decimal(column, text);
      case DATE ->
          PublishedDates.parse(text)
              .orElseThrow(() -> bad(column, "a date such as 2023/01/30", text));
      case YEAR ->
          PublishedDates.year(Integer.parseInt(matching(column, YEAR, text, "a year such as 112")));
      case QUARTER -> quarter(column, text);
    };
  }

  private static String text(String published) {
    // Most cells have no tags, and this is done for every one of them.
    String text = published.indexOf('<') < 0 ? published : TAGS.matcher(published).replaceAll("");
    return text.strip();
  }

  private static String word(Declaration.Column column, String text) throws BadCellException {
    String known = column.words().get(text);
    Matcher matcher = WORD.matcher(text);
    if (known == null && matcher.matches()) {
      known = column.words().get(matcher.group(1).strip());
    }
    if (known == null) {
      throw bad(column, "one of " + new TreeSet<>(column.words().keySet()), text);
    }
    return known;
  }

  /** The figure that a pattern finds in a cell, tags and all; empty where it finds none. */
  private String part(String pattern, String published) {
    Matcher matcher = patterns.computeIfAbsent(pattern, Pattern::compile).matcher(published);
    return matcher.find() ? matcher.group(1).strip() : "";
  }

  /** The number before brackets (1) or within them (2); without brackets all of it is the first. */
  private static String part(String text, int group) {
    Matcher matcher = BRACKETS.matcher(text);
    return text.indexOf('(') >= 0 && matcher.matches() ? matcher.group(group).strip() : text;
  }

  private static Long inBrackets(Declaration.Column column, String text) throws BadCellException {
    if (!BRACKETS.matcher(text).matches()) {
      throw bad(column, "a number in brackets behind another", text);
    }
    return positive(column, whole(column, part(text, 2)));
  }

  private static @Nullable BigDecimal signed(
      Declaration.Column column, BigDecimal figure, String sign) throws BadCellException {
    return switch (sign) {
      case "", "+" -> figure;
      case "-" -> figure.negate();
      case NOT_COMPARABLE -> null;
      default -> throw bad(column, "a sign +, - or X beside it", sign);
    };
  }

  private static @Nullable Object times(Declaration.Column column, @Nullable Object value) {
    long factor = Objects.requireNonNull(column.times());
    if (value instanceof Long number) {
      return Math.multiplyExact(number, factor);
    }
    return value instanceof BigDecimal number ? number.multiply(BigDecimal.valueOf(factor)) : value;
  }

  private static String code(Declaration.Column column, String text) throws BadCellException {
    if (!isCode(text)) {
      throw bad(column, "a code of letters and digits", text);
    }
    return text;
  }

  private static String matching(
      Declaration.Column column, Pattern pattern, String text, String expected)
      throws BadCellException {
    if (!pattern.matcher(text).matches()) {
      throw bad(column, expected, text);
    }
    return text;
  }

  private static String quarter(Declaration.Column column, String text) throws BadCellException {
    Matcher matcher = QUARTER.matcher(text);
    if (!matcher.matches()) {
      throw bad(column, "a year and quarter such as 111/3", text);
    }
    return PublishedDates.year(Integer.parseInt(matcher.group(1))) + "Q" + matcher.group(2);
  }

  private static Long whole(Declaration.Column column, String text) throws BadCellException {
    BigDecimal value = decimal(column, text);
    try {
      return value.longValueExact();
    } catch (ArithmeticException e) {
      throw bad(column, "a whole number", text);
    }
  }

  private static Integer small(Declaration.Column column, Long value) throws BadCellException {
    if (value < Integer.MIN_VALUE || value > Integer.MAX_VALUE) {
      throw bad(column, "a small number", value.toString());
    }
    return value.intValue();
  }

  private static Long positive(Declaration.Column column, Long value) throws BadCellException {
    if (value < 0) {
      throw bad(column, "a number that is not negative", value.toString());
    }
    return value;
  }

  private static BigDecimal price(Declaration.Column column, BigDecimal value)
      throws BadCellException {
    if (value.signum() <= 0) {
      throw bad(column, "a price above zero", value.toPlainString());
    }
    return value;
  }

  private static BigDecimal decimal(Declaration.Column column, String text)
      throws BadCellException {
    BigDecimal plain = plain(text);
    if (plain != null) {
      return plain;
    }
    boolean digit = !text.isEmpty() && Character.isDigit(text.charAt(text.length() - 1));
    if (!digit || !NUMBER.matcher(text).matches()) {
      throw bad(column, "a number such as 1,234.5", text);
    }
    return new BigDecimal(text.replace(",", ""));
  }

  /**
   * The number that {@link #NUMBER} describes, without an exponent and of at most 18 digits, in one
   * pass over its characters; null for any other text.
   */
  private static @Nullable BigDecimal plain(String text) {
    boolean signed = !text.isEmpty() && (text.charAt(0) == '-' || text.charAt(0) == '+');
    long value = 0;
    int digits = 0;
    int scale = NONE;
    int group = NONE;
    for (int i = signed ? 1 : 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (isDigit(c)) {
        value = value * 10 + (c - '0');
        digits++;
        scale += scale == NONE ? 0 : 1;
        group += group == NONE || scale != NONE ? 0 : 1;
      } else if (c == ',' && scale == NONE && isGroup(digits, group)) {
        group = 0;
      } else if (c == '.' && scale == NONE && (group == NONE || group == THOUSANDS)) {
        scale = 0;
      } else {
        return null;
      }
    }
    boolean whole = scale == NONE && (group == NONE || group == THOUSANDS);
    if (digits == 0 || digits > MOST_DIGITS || !(whole || scale > 0)) {
      return null;
    }
    return BigDecimal.valueOf(signed && text.charAt(0) == '-' ? -value : value, Math.max(scale, 0));
  }

  /** Whether a comma may stand behind the digits so far, of which {@code group} follow another. */
  private static boolean isGroup(int digits, int group) {
    return group == NONE ? digits >= 1 && digits <= THOUSANDS : group == THOUSANDS;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static BadCellException bad(Declaration.Column column, String expected, String found) {
    return new BadCellException(
        "expected %s in %s, found '%s'".formatted(expected, column.header(), found));
  }
}

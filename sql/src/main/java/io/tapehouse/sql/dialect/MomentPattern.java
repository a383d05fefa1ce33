package io.tapehouse.sql.dialect;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A pattern of dates and times of TO_CHAR, TO_DATE and TO_TIMESTAMP (AWS, "Datetime format
 * strings"), as DuckDB's {@code strftime} and {@code strptime} take it.
 */
final class MomentPattern {

  /**
   * @param name as the pattern has it
   * @param code of {@code strftime}
   * @param bare the code after FM, without leading zeros
   * @param expression of {@code t} where there is no code; empty where there is one
   */
  private record Element(String name, String code, String bare, String expression) {}

  /** Longer names first. Names in letters of one case are taken in any. */
  private static final List<Element> ELEMENTS =
      List.of(
          code("YYYY", "%Y"),
          code("IYYY", "%G"),
          code("YY", "%y"),
          words("MONTH", "upper(monthname(t))", 9),
          words("Month", "monthname(t)", 9),
          words("month", "lower(monthname(t))", 9),
          words("MON", "upper(strftime(t, '%b'))", 0),
          code("Mon", "%b"),
          words("mon", "lower(strftime(t, '%b'))", 0),
          code("MM", "%m", "%-m"),
          code("MI", "%M", "%-M"),
          code("MS", "%g"),
          code("US", "%f"),
          code("DDD", "%j", "%-j"),
          words("DAY", "upper(dayname(t))", 9),
          words("Day", "dayname(t)", 9),
          words("day", "lower(dayname(t))", 9),
          words("DY", "upper(strftime(t, '%a'))", 0),
          code("Dy", "%a"),
          words("dy", "lower(strftime(t, '%a'))", 0),
          code("DD", "%d", "%-d"),
          words("D", "CAST(dayofweek(t) + 1 AS VARCHAR)", 0),
          code("HH24", "%H", "%-H"),
          code("HH12", "%I", "%-I"),
          code("HH", "%I", "%-I"),
          code("SS", "%S", "%-S"),
          code("IW", "%V"),
          words("WW", "lpad(CAST((dayofyear(t) - 1) / 7 + 1 AS VARCHAR), 2, '0')", 0),
          words("W", "CAST((day(t) - 1) / 7 + 1 AS VARCHAR)", 0),
          words("Q", "CAST(quarter(t) AS VARCHAR)", 0),
          code("AM", "%p"),
          code("PM", "%p"));

  private final StringBuilder codes = new StringBuilder();
  private final List<String> pieces = new ArrayList<>();
  private boolean known = true;

  private MomentPattern(String pattern) {
    int at = 0;
    while (at < pattern.length() && known) {
      at = next(pattern, at);
    }
  }

  private static Element code(String name, String code) {
    return new Element(name, code, code, "");
  }

  private static Element code(String name, String code, String bare) {
    return new Element(name, code, bare, "");
  }

  private static Element words(String name, String expression, int width) {
    return new Element(
        name,
        "",
        expression,
        width == 0 ? expression : "rpad(%s, %d, ' ')".formatted(expression, width));
  }

  /** What {@code strftime} takes; empty where it lacks an element. */
  static Optional<String> forPrinting(String pattern) {
    MomentPattern read = new MomentPattern(pattern);
    return read.known && read.pieces.isEmpty()
        ? Optional.of(read.codes.toString())
        : Optional.empty();
  }

  /** An expression of the timestamp {@code t}; empty where an element is unknown. */
  static Optional<String> expression(String pattern) {
    MomentPattern read = new MomentPattern(pattern);
    read.endCodes();
    return read.known && !read.pieces.isEmpty()
        ? Optional.of(String.join(" || ", read.pieces))
        : Optional.empty();
  }

  /** What {@code strptime} takes; empty where it cannot read an element. */
  static Optional<String> forReading(String pattern) {
    // It takes names in any case.
    String names =
        pattern
            .replaceAll("(?i)month", "\u0001")
            .replaceAll("(?i)mon", "Mon")
            .replaceAll("(?i)(?<!d)day", "\u0002")
            .replaceAll("(?i)(?<!d)dy", "Dy");
    return forPrinting(names.replace("\u0001", "\"\u0001\"").replace("\u0002", "\"\u0002\""))
        .map(codes -> codes.replace("\u0001", "%B").replace("\u0002", "%A"));
  }

  private int next(String pattern, int at) {
    char c = pattern.charAt(at);
    if (c == '"') {
      int end = pattern.indexOf('"', at + 1);
      end = end < 0 ? pattern.length() : end;
      literal(pattern.substring(at + 1, end));
      return end + 1;
    }
    boolean fill = !pattern.regionMatches(true, at, "FM", 0, 2);
    int from = fill ? at : at + 2;
    for (Element element : ELEMENTS) {
      if (matches(element.name(), pattern, from)) {
        add(element, fill);
        return from + element.name().length();
      }
    }
    if (Character.isLetter(c)) {
      known = false;
    } else {
      literal(String.valueOf(c));
    }
    return at + 1;
  }

  private static boolean matches(String name, String pattern, int at) {
    // Of names in words the case is that of the result; elsewhere it means nothing.
    boolean words = name.toUpperCase(Locale.ROOT).matches("MONTH|MON|DAY|DY");
    return pattern.regionMatches(!words, at, name, 0, name.length());
  }

  private void add(Element element, boolean fill) {
    if (element.expression().isEmpty()) {
      codes.append(fill ? element.code() : element.bare());
    } else {
      endCodes();
      pieces.add(fill ? element.expression() : element.bare());
    }
  }

  private void literal(String text) {
    codes.append(text.replace("%", "%%"));
  }

  private void endCodes() {
    if (codes.length() > 0) {
      pieces.add("strftime(t, '" + codes.toString().replace("'", "''") + "')");
      codes.setLength(0);
    }
  }
}

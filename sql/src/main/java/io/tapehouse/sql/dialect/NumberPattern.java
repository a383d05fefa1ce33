package io.tapehouse.sql.dialect;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A pattern of numbers of TO_CHAR and TO_NUMBER (AWS, "Numeric format strings"): digits, a point,
 * groups of three, a sign, FM.
 */
final class NumberPattern {

  /** A pattern of numbers, whether it is known here or not. */
  private static final Pattern NUMBERS =
      Pattern.compile("(?i)(?=.*[09])(FM|S|MI|SG|PL|PR|TH|EEEE|RN|L|[V$09.,DGCB ])+");

  private static final Pattern KNOWN =
      Pattern.compile(
          "(?i)(?<fm>FM)?(?<left>S)?(?<whole>[09,G]*)(?:[.D](?<part>[09]*))?(?<right>S|MI)?");

  private final Matcher parts;

  private NumberPattern(Matcher parts) {
    this.parts = parts;
  }

  static boolean isOne(String pattern) {
    return NUMBERS.matcher(pattern).matches();
  }

  /**
   * What {@code redshift_number_text} takes after the number; empty where the pattern is more than
   * is known here.
   */
  static Optional<String> forPrinting(String pattern) {
    Matcher parts = KNOWN.matcher(pattern);
    return parts.matches() ? new NumberPattern(parts).arguments() : Optional.empty();
  }

  /** The type of the number that TO_NUMBER reads by a pattern. */
  static String type(String pattern) {
    String upper = pattern.toUpperCase(Locale.ROOT);
    int point = Math.max(upper.indexOf('.'), upper.indexOf('D'));
    int scale =
        point < 0
            ? 0
            : (int) upper.substring(point).chars().filter(c -> c == '9' || c == '0').count();
    return "DECIMAL(38, %d)".formatted(scale);
  }

  private Optional<String> arguments() {
    String whole = group("whole").toUpperCase(Locale.ROOT).replace('G', ',');
    String digits = whole.replace(",", "");
    String part = group("part");
    boolean grouped = whole.contains(",");
    int firstZero = digits.indexOf('0');
    int least = firstZero < 0 ? 0 : digits.length() - firstZero;
    boolean empty = digits.isEmpty() && part.isEmpty();
    boolean unusual = grouped && (least > 1 || !whole.equals(inThrees(digits)));
    boolean twoSigns = !group("left").isEmpty() && !group("right").isEmpty();
    if (empty || unusual || twoSigns) {
      return Optional.empty();
    }
    boolean fill = group("fm").isEmpty();
    int width =
        whole.length()
            + (parts.group("part") == null ? 0 : part.length() + 1)
            + (group("right").isEmpty() ? 1 : 0);
    int kept = fill ? part.length() : part.lastIndexOf('0') + 1;
    String sign =
        !group("left").isEmpty()
            ? "left"
            : group("right").isEmpty() ? "none" : group("right").toLowerCase(Locale.ROOT);
    String format =
        "{:"
            + (least > 1 ? "0" + (least + (part.isEmpty() ? 0 : part.length() + 1)) : "")
            + (grouped ? "," : "")
            + "."
            + part.length()
            + "f}";
    return Optional.of(
        "'%s', '%s', %d, %d, %d, '%s', '%s', %d"
            .formatted(
                format,
                (whole + (parts.group("part") == null ? "" : "." + part)).replaceAll("[09]", "#"),
                digits.length(),
                part.length(),
                part.length() - kept,
                least == 0 && !part.isEmpty() ? "bare" : "zero",
                sign,
                fill ? width : 0));
  }

  private static String inThrees(String digits) {
    StringBuilder text = new StringBuilder(digits);
    for (int at = digits.length() - 3; at > 0; at -= 3) {
      text.insert(at, ',');
    }
    return text.toString();
  }

  private String group(String name) {
    String text = parts.group(name);
    return text == null ? "" : text;
  }
}

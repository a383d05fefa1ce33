package io.tapehouse.simulator.twse;

/** Index levels as whole hundredths, written with thousands commas and two decimals. */
final class IndexNumber {

  private IndexNumber() {}

  static long hundredths(double level) {
    return Math.max(1, Math.round(level * 100));
  }

  static String text(long hundredths) {
    StringBuilder text = new StringBuilder(12).append(hundredths / 100);
    for (int comma = text.length() - 3; comma > 0; comma -= 3) {
      text.insert(comma, ',');
    }
    return text.append('.').append(Long.toString(100 + hundredths % 100), 1, 3).toString();
  }
}

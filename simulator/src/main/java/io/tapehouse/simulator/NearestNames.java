package io.tapehouse.simulator;

import java.util.Comparator;
import java.util.List;

/** Refuses a name and suggests the known ones nearest to it. */
final class NearestNames {

  private static final int SHOWN = 3;

  private NearestNames() {}

  static IllegalArgumentException unknown(String what, String name, List<String> known) {
    List<String> nearest =
        known.stream()
            .sorted(Comparator.comparingInt(candidate -> distance(name, candidate)))
            .limit(SHOWN)
            .toList();
    return new IllegalArgumentException(
        "unknown "
            + what
            + " \""
            + name
            + "\": the nearest known are "
            + String.join(", ", nearest));
  }

  /** How many characters have to be added, removed or changed. */
  static int distance(String left, String right) {
    int[] row = new int[right.length() + 1];
    for (int j = 0; j <= right.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= left.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= right.length(); j++) {
        int change = diagonal + (left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(change, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[right.length()];
  }
}

package io.tapehouse.orchestrator.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** The known name nearest to an unknown one. */
public final class Suggestion {

  private Suggestion() {}

  /**
   * The word that is fewest typing errors away, of those that are near: no more errors than every
   * third letter, or the same beginning.
   */
  public static Optional<String> to(String word, Collection<String> known) {
    return known.stream()
        .filter(each -> isNear(word, each))
        .min(Comparator.comparingInt(each -> distance(word, each)));
  }

  private static boolean isNear(String word, String known) {
    int same = 0;
    int shorter = Math.min(word.length(), known.length());
    while (same < shorter && word.charAt(same) == known.charAt(same)) {
      same++;
    }
    return distance(word, known) <= Math.max(2, known.length() / 3)
        || (same >= 3 && 3 * same >= 2 * shorter);
  }

  /**
   * How many letters must be put in, taken out, replaced or exchanged with their neighbour to make
   * one word the other (optimal string alignment).
   */
  static int distance(String from, String to) {
    int[][] steps = new int[from.length() + 1][to.length() + 1];
    for (int i = 0; i <= from.length(); i++) {
      for (int j = 0; j <= to.length(); j++) {
        steps[i][j] = i == 0 || j == 0 ? i + j : next(steps, i, j, from, to);
      }
    }
    return steps[from.length()][to.length()];
  }

  private static int next(int[][] steps, int i, int j, String from, String to) {
    int replaced = steps[i - 1][j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
    int least = Math.min(replaced, 1 + Math.min(steps[i - 1][j], steps[i][j - 1]));
    boolean exchanged =
        i > 1
            && j > 1
            && from.charAt(i - 1) == to.charAt(j - 2)
            && from.charAt(i - 2) == to.charAt(j - 1);
    return exchanged ? Math.min(least, steps[i - 2][j - 2] + 1) : least;
  }
}

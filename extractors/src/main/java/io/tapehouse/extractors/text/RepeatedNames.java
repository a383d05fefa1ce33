package io.tapehouse.extractors.text;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Names of columns of which some stand more than once: TPEx calls the shares that each kind of
 * investor bought 買進股數, seven times in one header.
 */
public final class RepeatedNames {

  private RepeatedNames() {}

  /**
   * The names, those that stand more than once with their number behind: {@code 買進股數 (1)} is the
   * first of them.
   */
  public static List<String> numbered(List<String> names) {
    Map<String, Integer> seen = new HashMap<>();
    List<String> numbered = new ArrayList<>(names.size());
    for (String name : names) {
      int number = seen.merge(name, 1, Integer::sum);
      boolean repeated = names.indexOf(name) != names.lastIndexOf(name);
      numbered.add(repeated ? "%s (%d)".formatted(name, number) : name);
    }
    return numbered;
  }
}

package io.tapehouse.orchestrator.logs;

import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * Takes secrets out of a text before it is written where it may be read. Safe for use by many
 * threads.
 */
public final class Masking implements UnaryOperator<String> {

  /** Of a configuration without secrets. */
  public static final Masking NOTHING = new Masking(Set::of);

  private static final String MASK = "[secret]";

  /** A shorter line of a secret, such as one with a brace alone, reveals nothing of it. */
  private static final int SHORTEST_LINE = 8;

  private final Supplier<Set<String>> secrets;

  /**
   * Masks secrets.
   *
   * @param secrets those known now, asked for each text: some become known later. Of one that has
   *     line breaks, its lines are masked as well, since others print it line by line
   */
  public Masking(Supplier<Set<String>> secrets) {
    this.secrets = secrets;
  }

  @Override
  public String apply(String text) {
    Set<String> known = secrets.get();
    if (known.isEmpty()) {
      return text;
    }
    String clean = text;
    for (String secret : longestFirst(known)) {
      clean = clean.replace(secret, MASK);
    }
    return clean;
  }

  /** One that begins another would leave the other's end. */
  private static List<String> longestFirst(Set<String> known) {
    Set<String> texts = new LinkedHashSet<>(known);
    for (String secret : known) {
      if (secret.indexOf('\n') >= 0) {
        secret
            .lines()
            .map(String::strip)
            .filter(line -> line.length() >= SHORTEST_LINE)
            .forEach(texts::add);
      }
    }
    return texts.stream()
        .filter(secret -> !secret.isEmpty())
        .sorted(Comparator.comparingInt(String::length).reversed())
        .toList();
  }
}

package io.tapehouse.sql.query;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * What a query asks for.
 *
 * @param name as it stands in the SQL after a colon
 * @param type what values it takes
 * @param words the texts that it takes; empty for any
 * @param least the least number that it takes; empty for any
 * @param presence whether it may be left out, and what it is then
 * @param meaning for people
 */
public record QueryParameter(
    String name,
    ParameterType type,
    List<String> words,
    Optional<BigDecimal> least,
    Presence presence,
    String meaning) {

  /** Whether a parameter may be left out. */
  public sealed interface Presence {
    /** It may not. */
    record Required() implements Presence {}

    /** It is NULL then, and the query defines what that means. */
    record Optional() implements Presence {}

    /** It has a value of its own then. */
    record Default(String text) implements Presence {}
  }

  /** Refuses a default that it does not take. */
  public QueryParameter {
    words = List.copyOf(words);
    if (presence instanceof Presence.Default given) {
      check(type, words, least, given.text());
    }
  }

  /** What values it takes, in one word: the type, or the texts to choose from. */
  public String typeWord() {
    return words.isEmpty() ? type.word() : String.join("|", words);
  }

  /** The same for people. */
  public String expected() {
    return words.isEmpty() ? type.words() : "one of " + String.join(", ", words);
  }

  /** Required, optional, or the default, in one word. */
  public String presenceWord() {
    if (presence instanceof Presence.Default given) {
      return given.text();
    }
    return presence instanceof Presence.Required ? "required" : "optional";
  }

  /**
   * The value that a text stands for.
   *
   * @throws IllegalArgumentException when it is none for this parameter
   */
  BoundValue bound(String text) {
    try {
      check(type, words, least, text);
      return new BoundValue(type, text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(name + ": " + e.getMessage(), e);
    }
  }

  private static void check(
      ParameterType type, List<String> words, Optional<BigDecimal> least, String text) {
    type.parse(text);
    if (!words.isEmpty() && !words.contains(text)) {
      throw new IllegalArgumentException(
          "expected one of %s, found '%s'".formatted(String.join(", ", words), text));
    }
    if (least.isPresent() && new BigDecimal(text).compareTo(least.get()) < 0) {
      throw new IllegalArgumentException(
          "expected %s from %s on, found '%s'".formatted(type.words(), least.get(), text));
    }
  }

  /** What it is when nothing is given; empty when that may not be. */
  Optional<BoundValue> unbound() {
    if (presence instanceof Presence.Default given) {
      return Optional.of(new BoundValue(type, given.text()));
    }
    return presence instanceof Presence.Required
        ? Optional.empty()
        : Optional.of(new BoundValue(type, null));
  }
}

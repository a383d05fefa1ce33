package io.tapehouse.sql.query;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * What a query asks for.
 *
 * @param name as it stands in the SQL after a colon
 * @param type what values it takes
 * @param least the least number that it takes; empty for any
 * @param presence whether it may be left out, and what it is then
 * @param meaning for people
 */
public record QueryParameter(
    String name,
    ParameterType type,
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

  /** Refuses a default that is no value of the type. */
  public QueryParameter {
    if (presence instanceof Presence.Default given) {
      type.parse(given.text());
    }
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
      BoundValue value = new BoundValue(type, text);
      if (least.isPresent() && new BigDecimal(text).compareTo(least.get()) < 0) {
        throw new IllegalArgumentException(
            "expected %s from %s on, found '%s'".formatted(type.words(), least.get(), text));
      }
      return value;
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(name + ": " + e.getMessage(), e);
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

package io.tapehouse.orchestrator.config;

import java.time.Duration;
import java.time.LocalDate;

/** How the text of a key becomes a value, and back. */
interface ValueType {

  /** What the reference calls it. */
  String name();

  /** The words after "expected" in a complaint. */
  String expected();

  /** Reads a text. */
  Object read(String text, Place place) throws RefusedValueException;

  /** The value as YAML and JSON have it: a number, a boolean or a text that {@link #read} reads. */
  Object plain(Object value);

  /**
   * Where a text stands.
   *
   * @param secrets what its secrets are resolved from
   */
  record Place(String key, Origin origin, Secrets secrets) {}

  /**
   * The type of a record component, or of what its list, map or optional holds.
   *
   * @throws IllegalStateException if no text can become such a value
   */
  static ValueType of(Class<?> type, Setting setting) {
    if (type == int.class || type == Integer.class) {
      return OrderedType.wholeNumber(setting);
    }
    if (type == Duration.class) {
      return OrderedType.duration(setting);
    }
    if (type == DataSize.class) {
      return OrderedType.size(setting);
    }
    if (type == LocalDate.class) {
      return OrderedType.date(setting);
    }
    if (type == boolean.class) {
      return new BooleanType();
    }
    if (type == String.class) {
      return new TextType(setting.pattern(), setting.form(), setting.shown());
    }
    if (type == Secret.class) {
      return new SecretType();
    }
    if (type.isEnum()) {
      return EnumType.of(type);
    }
    throw new IllegalStateException("no text becomes a " + type);
  }
}

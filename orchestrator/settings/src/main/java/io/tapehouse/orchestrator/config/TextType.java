package io.tapehouse.orchestrator.config;

/**
 * A text.
 *
 * @param pattern what all of it must match
 * @param form the pattern in words
 * @param shown whether a complaint may repeat what was found
 */
record TextType(String pattern, String form, boolean shown) implements ValueType {

  @Override
  public String name() {
    return form;
  }

  @Override
  public String expected() {
    return form;
  }

  @Override
  public Object read(String text, Place place) throws RefusedValueException {
    if (text.matches(pattern)) {
      return text;
    }
    if (shown) {
      throw RefusedValueException.found(expected(), text);
    }
    throw new RefusedValueException(
        "expected %s, found something else, not shown here for what it may hold"
            .formatted(expected()));
  }

  @Override
  public Object plain(Object value) {
    return value;
  }
}

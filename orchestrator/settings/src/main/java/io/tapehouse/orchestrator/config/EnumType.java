package io.tapehouse.orchestrator.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * One of some words.
 *
 * @param constants what the words stand for, in order
 */
record EnumType(Map<String, Object> constants) implements ValueType {

  static EnumType of(Class<?> type) {
    Map<String, Object> constants = new LinkedHashMap<>();
    for (Object constant : type.getEnumConstants()) {
      constants.put(word(constant), constant);
    }
    return new EnumType(Copies.of(constants));
  }

  private static String word(Object constant) {
    return constant.toString().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  @Override
  public String name() {
    return expected();
  }

  @Override
  public String expected() {
    List<String> words = List.copyOf(constants.keySet());
    int last = words.size() - 1;
    return last == 0
        ? words.get(0)
        : String.join(", ", words.subList(0, last)) + " or " + words.get(last);
  }

  @Override
  public Object read(String text, Place place) throws RefusedValueException {
    Object constant = constants.get(text);
    if (constant != null) {
      return constant;
    }
    throw RefusedValueException.found(expected(), text);
  }

  @Override
  public Object plain(Object value) {
    return word(value);
  }
}

package io.tapehouse.orchestrator.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * One of some words.
 *
 * @param constants what the words stand for, in order
 * @param later words that another version will know
 */
record EnumType(Map<String, Object> constants, Set<String> later) implements ValueType {

  static EnumType of(Class<?> type, Setting setting) {
    Map<String, Object> constants = new LinkedHashMap<>();
    for (Object constant : type.getEnumConstants()) {
      constants.put(word(constant), constant);
    }
    return new EnumType(Copies.of(constants), Set.of(setting.later()));
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
    if (later.contains(text)) {
      throw new RefusedValueException(
          "expected %s, found '%s', which is not in this version yet: it comes later"
              .formatted(expected(), text));
    }
    throw RefusedValueException.found(expected(), text);
  }

  @Override
  public Object plain(Object value) {
    return word(value);
  }
}

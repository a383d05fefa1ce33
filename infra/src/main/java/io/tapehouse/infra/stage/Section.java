package io.tapehouse.infra.stage;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A map of a stage file. Each key is taken once; what is wrong is noted, not thrown. */
final class Section {

  private final String path;
  private final Map<String, Object> values = new LinkedHashMap<>();
  private final TreeSet<String> known = new TreeSet<>();
  private final List<String> problems;

  Section(String path, @Nullable Object value, List<String> problems) {
    this.path = path;
    this.problems = problems;
    if (value instanceof Map<?, ?> map) {
      map.forEach((key, held) -> values.put(String.valueOf(key), held));
    } else {
      problems.add("%s: expected keys and values, found %s".formatted(path, value));
    }
  }

  Section section(String key) {
    return new Section(at(key), take(key), problems);
  }

  /** A text of that form, which is explained as {@code meaning}. */
  String text(String key, String form, String meaning) {
    Object value = take(key);
    if (value instanceof String text && Pattern.matches(form, text)) {
      return text;
    }
    return wrong(key, meaning, value, "");
  }

  /** As {@link #text}, or empty where the key is not there. */
  String optionalText(String key, String form, String meaning) {
    return values.containsKey(key) ? text(key, form, meaning) : absent(key);
  }

  int whole(String key, int least, int most) {
    Object value = take(key);
    if (value instanceof Integer number && number >= least && number <= most) {
      return number;
    }
    return wrong(key, "a whole number from %d to %d".formatted(least, most), value, least);
  }

  boolean flag(String key) {
    Object value = take(key);
    return value instanceof Boolean flag ? flag : wrong(key, "true or false", value, false);
  }

  List<String> texts(String key, String form, String meaning) {
    Object value = take(key);
    if (value instanceof List<?> list
        && list.stream().allMatch(e -> e instanceof String t && Pattern.matches(form, t))) {
      return list.stream().map(String.class::cast).toList();
    }
    return wrong(key, "a list of " + meaning, value, List.of());
  }

  Architecture architecture(String key) {
    String text = text(key, "ARM64|X86_64", "ARM64 or X86_64");
    return text.isEmpty() ? Architecture.ARM64 : Architecture.valueOf(text);
  }

  /** What no getter asked for is a misspelt key. */
  void end() {
    values.keySet().stream()
        .filter(key -> !known.contains(key))
        .forEach(
            key ->
                problems.add(
                    "%s: unknown key; known are %s".formatted(at(key), String.join(", ", known))));
  }

  /** Notes what is wrong with a key beyond its type. */
  void refuse(String key, String why) {
    problems.add("%s: %s".formatted(at(key), why));
  }

  private String absent(String key) {
    known.add(key);
    return "";
  }

  private @Nullable Object take(String key) {
    known.add(key);
    return values.get(key);
  }

  private <T> T wrong(String key, String meaning, @Nullable Object value, T instead) {
    problems.add(
        value == null
            ? "%s: missing, expected %s".formatted(at(key), meaning)
            : "%s: expected %s, found %s".formatted(at(key), meaning, value));
    return instead;
  }

  private String at(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }
}

package io.tapehouse.infra;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** What a parsed template is made of. */
final class Json {

  private Json() {}

  static Map<String, Object> map(@Nullable Object value) {
    Map<String, Object> map = new TreeMap<>();
    if (value instanceof Map<?, ?> raw) {
      raw.forEach((key, held) -> map.put(String.valueOf(key), held));
    }
    return map;
  }

  /** A list as it is, nothing as an empty one, anything else as a list of it. */
  static List<?> list(@Nullable Object value) {
    if (value == null) {
      return List.of();
    }
    return value instanceof List<?> list ? list : List.of(value);
  }

  /** Shows every map of a tree, with where it is. */
  static void walk(
      String path, @Nullable Object value, BiConsumer<String, Map<String, Object>> to) {
    if (value instanceof Map<?, ?>) {
      Map<String, Object> map = map(value);
      to.accept(path, map);
      map.forEach((key, held) -> walk(path + "." + key, held, to));
    } else if (value instanceof List<?> list) {
      for (int i = 0; i < list.size(); i++) {
        walk(path + "[" + i + "]", list.get(i), to);
      }
    }
  }
}

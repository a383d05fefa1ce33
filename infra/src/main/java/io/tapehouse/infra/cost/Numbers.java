package io.tapehouse.infra.cost;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;

/** A map of a YAML file whose values are read as they are written: no number becomes a double. */
final class Numbers {

  private final String path;
  private final Map<String, Object> values = new LinkedHashMap<>();

  private Numbers(String path, @Nullable Object value) {
    this.path = path;
    if (!(value instanceof Map<?, ?> map)) {
      throw new IllegalArgumentException("%s: expected keys and values".formatted(path));
    }
    map.forEach((key, held) -> values.put(String.valueOf(key), held));
  }

  static Numbers read(Path file) throws IOException {
    LoaderOptions options = new LoaderOptions();
    options.setAllowDuplicateKeys(false);
    Yaml yaml =
        new Yaml(
            new SafeConstructor(options),
            new Representer(new DumperOptions()),
            new DumperOptions(),
            options,
            new TextResolver());
    return new Numbers(file.toString(), yaml.load(Files.readString(file)));
  }

  Set<String> keys() {
    return values.keySet();
  }

  Numbers section(String key) {
    return new Numbers(path + ": " + key, values.get(key));
  }

  String text(String key) {
    if (values.get(key) instanceof String text) {
      return text;
    }
    throw new IllegalArgumentException("%s: no %s".formatted(path, key));
  }

  BigDecimal number(String key) {
    try {
      BigDecimal number = new BigDecimal(text(key));
      if (number.signum() < 0) {
        throw new IllegalArgumentException("%s: %s is below zero".formatted(path, key));
      }
      return number;
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "%s: %s: expected a number, found %s".formatted(path, key, text(key)), e);
    }
  }

  BigDecimal numberOr(String key, String otherwise) {
    return values.containsKey(key) ? number(key) : new BigDecimal(otherwise);
  }

  long whole(String key) {
    try {
      return number(key).longValueExact();
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException(
          "%s: %s: expected a whole number, found %s".formatted(path, key, text(key)), e);
    }
  }

  /** Takes every scalar for a text. */
  private static final class TextResolver extends Resolver {

    @Override
    protected void addImplicitResolvers() {
      addImplicitResolver(Tag.MERGE, MERGE, "<");
    }
  }
}

package io.tapehouse.orchestrator.config;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Takes YAML apart into keys and texts, and complains of what fits no key. */
final class YamlValues {

  private final GivenValues givens;
  private final List<Problem> problems;

  YamlValues(GivenValues givens, List<Problem> problems) {
    this.givens = givens;
    this.problems = problems;
  }

  /** Reads a file. */
  void file(Path file) {
    Origin whole = new Origin.WholeFile(file);
    try {
      // A byte order mark is no part of the first key.
      String text = Files.readString(file).replaceFirst("\\A\uFEFF", "");
      read(text, ConfigKeys.ROOT, "", node -> line(file, node.getStartMark().getLine()));
    } catch (MarkedYAMLException e) {
      Origin where = e.getProblemMark() == null ? whole : line(file, e.getProblemMark().getLine());
      // Without the lines around it, which e.getMessage() has, and without the name of an alias:
      // either may be a password.
      String problem =
          String.valueOf(e.getProblem())
              .replaceFirst("(undefined alias) .*", "$1; quote a text with a *");
      complain("", "expected YAML: " + problem, where);
    } catch (YAMLException e) {
      complain("", "expected YAML: " + e.getMessage(), whole);
    } catch (NoSuchFileException e) {
      complain("", "there is no such file", whole);
    } catch (CharacterCodingException e) {
      complain("", "expected UTF-8", whole);
    } catch (IOException e) {
      complain("", "cannot be read: " + e, whole);
    }
  }

  /** Reads a list or a map that stands in a variable. */
  void variable(String text, ConfigKeys.Part part, String key, Origin origin) {
    try {
      read(text, part, key, node -> origin);
    } catch (YAMLException e) {
      complain(key, "expected %s in YAML's short form".formatted(expected(part, origin)), origin);
    }
  }

  private static Origin line(Path file, int fromZero) {
    return new Origin.FileLine(file, fromZero + 1);
  }

  private void read(String text, ConfigKeys.Part part, String key, Function<Node, Origin> origins) {
    @Nullable Node node = YamlNodes.compose(text);
    if (node != null) {
      part(node, part, key, origins);
    }
  }

  private void part(Node node, ConfigKeys.Part part, String key, Function<Node, Origin> origins) {
    if (part instanceof ConfigKeys.Value value) {
      value(node, value, key, origins.apply(node));
    } else if (node instanceof MappingNode map) {
      map(map, part, key, origins);
    } else if (!YamlNodes.isNothing(node)) {
      // A section of which every line is a comment is as good as none.
      complain(
          key,
          "expected %s, found %s"
              .formatted(expected(part, origins.apply(node)), YamlNodes.kind(node)),
          origins.apply(node));
    }
  }

  private void map(
      MappingNode map, ConfigKeys.Part part, String key, Function<Node, Origin> origins) {
    Map<String, Origin> seen = new HashMap<>();
    for (NodeTuple entry : map.getValue()) {
      Origin origin = origins.apply(entry.getKeyNode());
      if (!(entry.getKeyNode() instanceof ScalarNode scalar)) {
        complain(key, "expected a key, found " + YamlNodes.kind(entry.getKeyNode()), origin);
        continue;
      }
      String name = scalar.getValue();
      String full = ConfigKeys.join(key, name);
      Origin before = seen.putIfAbsent(name, origin);
      if (before != null) {
        complain(full, "expected once, found before in " + before.text(), origin);
      } else {
        // The line of a value is that of its key: a list begins below it.
        entry(entry.getValueNode(), part, new Named(key, name, full, origin), origins);
      }
    }
  }

  private record Named(String section, String name, String full, Origin origin) {}

  private void entry(Node node, ConfigKeys.Part part, Named key, Function<Node, Origin> origins) {
    if (part instanceof ConfigKeys.Section section) {
      section
          .member(key.name())
          .ifPresentOrElse(
              member -> below(node, member.part(), key, origins),
              () ->
                  complain(
                      key.full(),
                      UnknownKey.message(key.section(), key.name(), section.names()),
                      key.origin()));
    } else if (part instanceof ConfigKeys.Entries entries) {
      if (ConfigKeys.isName(key.name())) {
        below(node, entries.each(), key, origins);
      } else {
        complain(
            key.full(),
            "expected a name of small letters, digits, _ and -, found '%s'".formatted(key.name()),
            key.origin());
      }
    }
  }

  private void below(Node node, ConfigKeys.Part part, Named key, Function<Node, Origin> origins) {
    if (part instanceof ConfigKeys.Value value) {
      value(node, value, key.full(), key.origin());
    } else {
      part(node, part, key.full(), origins);
    }
  }

  private void value(Node node, ConfigKeys.Value value, String key, Origin origin) {
    if (YamlNodes.isNothing(node)) {
      complain(
          key,
          "expected %s, found nothing; without the line the default holds"
              .formatted(expected(value, origin)),
          origin);
    } else if (value.shape() == ConfigKeys.Shape.LIST) {
      list(node, value, key, origin);
    } else if (node instanceof ScalarNode scalar) {
      givens.put(key, new GivenValue(List.of(scalar.getValue()), origin));
    } else {
      complain(
          key,
          "expected %s, found %s".formatted(expected(value, origin), YamlNodes.kind(node)),
          origin);
    }
  }

  private void list(Node node, ConfigKeys.Value value, String key, Origin origin) {
    if (!(node instanceof SequenceNode sequence)) {
      complain(
          key,
          "expected %s, found %s".formatted(expected(value, origin), YamlNodes.kind(node)),
          origin);
      return;
    }
    List<String> texts = new ArrayList<>();
    for (Node item : sequence.getValue()) {
      if (item instanceof ScalarNode scalar && !YamlNodes.isNothing(item)) {
        texts.add(scalar.getValue());
      } else {
        complain(
            key,
            "expected %s as each item, found %s"
                .formatted(value.type().expected(), YamlNodes.kind(item)),
            origin);
      }
    }
    givens.put(key, new GivenValue(texts, origin));
  }

  private static String expected(ConfigKeys.Part part, Origin origin) {
    if (part instanceof ConfigKeys.Value value) {
      return value.shape() == ConfigKeys.Shape.LIST
          ? "a list such as " + example("[first, second]", origin)
          : value.type().expected();
    }
    return part instanceof ConfigKeys.Section section
        ? "a section with keys of " + String.join(", ", section.names())
        : "a map such as " + example("{name: value}", origin);
  }

  /** A shell takes brackets and braces for its own. */
  private static String example(String text, Origin origin) {
    return origin instanceof Origin.Variable variable
        ? "%s='%s'".formatted(variable.name(), text)
        : text;
  }

  private void complain(String key, String message, Origin origin) {
    problems.add(new Problem(key, message, origin));
  }
}

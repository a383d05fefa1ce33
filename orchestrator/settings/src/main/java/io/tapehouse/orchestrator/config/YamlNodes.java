package io.tapehouse.orchestrator.config;

import java.io.StringReader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** YAML as nodes: texts with their lines, which no conversion has touched. */
final class YamlNodes {

  private YamlNodes() {}

  /**
   * The one document of a text.
   *
   * @return null if there is none
   * @throws YAMLException if it is no YAML
   */
  static @Nullable Node compose(String text) {
    return new Yaml(new LoaderOptions()).compose(new StringReader(text));
  }

  /** Whether nothing stands there. */
  static boolean isNothing(Node node) {
    return node.getTag().equals(Tag.NULL);
  }

  /** What a person calls a node, for "found"; never its text, which may hold a password. */
  static String kind(Node node) {
    if (isNothing(node)) {
      return "nothing";
    }
    if (node instanceof MappingNode) {
      return "a map";
    }
    return node instanceof SequenceNode ? "a list" : "plain text";
  }

  /** The entries of a default that is a map. */
  static Map<String, String> entries(String text) {
    Map<String, String> entries = new LinkedHashMap<>();
    if (compose(text) instanceof MappingNode map) {
      for (NodeTuple entry : map.getValue()) {
        entries.put(scalar(entry.getKeyNode()), scalar(entry.getValueNode()));
      }
    }
    return Copies.of(entries);
  }

  /** The items of a default that is a list. */
  static List<String> items(String text) {
    return compose(text) instanceof SequenceNode list
        ? list.getValue().stream().map(YamlNodes::scalar).toList()
        : List.of();
  }

  private static String scalar(Node node) {
    return ((ScalarNode) node).getValue();
  }
}

package io.tapehouse.orchestrator.config;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The words for a key that does not exist. */
final class UnknownKey {

  private UnknownKey() {}

  /**
   * Names the nearest key: of the same section, else of any other.
   *
   * @param section the section's key, empty for the top
   * @param name what was found in it
   * @param known the section's own names
   */
  static String message(String section, String name, Collection<String> known) {
    Optional<String> sibling = Suggestion.to(name, known);
    if (sibling.isPresent()) {
      return meant(ConfigKeys.join(section, sibling.get()));
    }
    List<String> elsewhere = ConfigKeys.keys();
    List<String> last =
        elsewhere.stream().map(key -> key.substring(key.lastIndexOf('.') + 1)).toList();
    return Suggestion.to(name, last)
        .map(word -> meant(elsewhere.get(last.indexOf(word))))
        .or(() -> Suggestion.to(ConfigKeys.join(section, name), elsewhere).map(UnknownKey::meant))
        .orElseGet(() -> "there is no such key; expected one of " + String.join(", ", known));
  }

  private static String meant(String key) {
    return "there is no such key; the nearest is " + key;
  }
}

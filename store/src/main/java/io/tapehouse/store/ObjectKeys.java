package io.tapehouse.store;

/** What a key of an {@link ObjectStore} may look like, the same in every store. */
public final class ObjectKeys {

  private ObjectKeys() {}

  /**
   * Refuses what is no key.
   *
   * @return the key
   */
  public static String checked(String key) {
    for (String part : key.split("/", -1)) {
      if (part.isEmpty() || part.equals(".") || part.equals("..")) {
        throw new IllegalArgumentException("'" + key + "' is no key of an object");
      }
    }
    return key;
  }

  /**
   * Refuses what is neither empty nor a key followed by {@code /}.
   *
   * @return the prefix
   */
  public static String checkedPrefix(String prefix) {
    if (!prefix.isEmpty()) {
      if (!prefix.endsWith("/")) {
        throw new IllegalArgumentException("a prefix ends with /, but this is '" + prefix + "'");
      }
      checked(prefix.substring(0, prefix.length() - 1));
    }
    return prefix;
  }
}

package io.tapehouse.orchestrator.config;

import java.util.regex.Pattern;

/**
 * A reference to a secret. The key's own variable may hold the secret itself, as container
 * platforms put it there: it then is the reference. In the file a plain secret is refused, and
 * never repeated.
 */
record SecretType() implements ValueType {

  private static final Pattern VARIABLE = Pattern.compile("env:[A-Za-z_][A-Za-z0-9_]*");
  private static final Pattern FILE = Pattern.compile("file:/.*\\S");
  private static final Pattern MANAGED =
      Pattern.compile("secretsmanager:[A-Za-z0-9/_+=.@:-]+(#[^#\\s]+)?");
  private static final Pattern REFERENCE = Pattern.compile("(env|file|secretsmanager):.*");

  @Override
  public String name() {
    return "secret";
  }

  @Override
  public String expected() {
    return "a secret by reference, env:NAME, file:/path or secretsmanager:ID#KEY";
  }

  @Override
  public Object read(String text, Place place) throws RefusedValueException {
    if (VARIABLE.matcher(text).matches()
        || FILE.matcher(text).matches()
        || MANAGED.matcher(text).matches()) {
      return new Secret(place.key(), text, place.origin(), place.secrets());
    }
    if (REFERENCE.matcher(text).matches()) {
      throw new RefusedValueException(
          "expected %s, found a reference without a name, an id or an absolute path"
              .formatted(expected()));
    }
    if (place.origin() instanceof Origin.Variable own) {
      return new Secret(place.key(), Secret.VARIABLE + own.name(), place.origin(), place.secrets());
    }
    throw new RefusedValueException(
        ("expected %s, found plain text. Put the secret into a variable of the environment or a"
                + " file that only Tapehouse can read, name that here, and change the secret if"
                + " others saw this file")
            .formatted(expected()));
  }

  @Override
  public Object plain(Object value) {
    return value.toString();
  }
}

package io.tapehouse.orchestrator.config;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes records of what was given, and of defaults where nothing was. */
final class Binder {

  private final GivenValues givens;
  private final Secrets secrets;
  private final List<Problem> problems;
  private final List<EffectiveValue> values = new ArrayList<>();
  private final Map<String, Secret> found = new LinkedHashMap<>();

  Binder(GivenValues givens, Secrets secrets, List<Problem> problems) {
    this.givens = givens;
    this.secrets = secrets;
    this.problems = problems;
  }

  /** A record of nothing but defaults. */
  static <R extends Record> R defaults(Class<R> type) {
    List<Problem> problems = new ArrayList<>();
    Object record =
        new Binder(new GivenValues(), new Secrets(Map.of()), problems)
            .bind(ConfigKeys.section(type), "", "");
    if (record == null) {
      throw new IllegalStateException("a default is none: " + problems);
    }
    return type.cast(record);
  }

  /** All values that hold, in the order of the records. */
  List<EffectiveValue> values() {
    return values;
  }

  /** The secrets by their keys. */
  Map<String, Secret> secretsByKey() {
    return found;
  }

  /**
   * Makes the object of a part.
   *
   * @param byDefault text of the default of a value
   * @return null if there is a problem, which then is among the problems
   */
  @Nullable Object bind(ConfigKeys.Part part, String key, String byDefault) {
    if (part instanceof ConfigKeys.Section section) {
      return section(section, key);
    }
    return part instanceof ConfigKeys.Entries entries
        ? entries(entries, key)
        : value((ConfigKeys.Value) part, key, byDefault);
  }

  private @Nullable Object section(ConfigKeys.Section section, String key) {
    List<@Nullable Object> arguments = new ArrayList<>();
    for (ConfigKeys.Member member : section.members()) {
      String text = member.part() instanceof ConfigKeys.Value value ? value.byDefault() : "";
      arguments.add(bind(member.part(), ConfigKeys.join(key, member.name()), text));
    }
    if (arguments.contains(null)) {
      return null;
    }
    Record made = make(section.type(), arguments.toArray());
    Contradictions.in(made)
        .forEach(
            (name, message) ->
                problems.add(
                    new Problem(ConfigKeys.join(key, name), message, origin(key, section))));
    return made;
  }

  /** The place to look first for a contradiction in a section. */
  private Origin origin(String key, ConfigKeys.Section section) {
    return section.names().stream()
        .flatMap(name -> givens.get(ConfigKeys.join(key, name)).stream())
        .findFirst()
        .map(GivenValue::origin)
        .orElseGet(Origin.Default::new);
  }

  private static Record make(Class<? extends Record> type, Object[] arguments) {
    try {
      Class<?>[] types =
          Arrays.stream(type.getRecordComponents())
              .map(RecordComponent::getType)
              .toArray(Class<?>[]::new);
      Constructor<? extends Record> constructor = type.getDeclaredConstructor(types);
      return constructor.newInstance(arguments);
    } catch (InvocationTargetException
        | NoSuchMethodException
        | InstantiationException
        | IllegalAccessException e) {
      throw new IllegalStateException("cannot make a " + type, e);
    }
  }

  private @Nullable Object entries(ConfigKeys.Entries entries, String key) {
    Map<String, Object> bound = new LinkedHashMap<>();
    boolean complete = true;
    for (String name : givens.names(key, entries)) {
      String text = entries.byDefault().getOrDefault(name, "");
      Object one = bind(entries.each(), ConfigKeys.join(key, name), text);
      if (one == null) {
        complete = false;
      } else {
        bound.put(name, one);
      }
    }
    return complete ? bound : null;
  }

  private @Nullable Object value(ConfigKeys.Value value, String key, String byDefault) {
    boolean list = value.shape() == ConfigKeys.Shape.LIST;
    List<String> texts =
        byDefault.isEmpty() || list ? YamlNodes.items(byDefault) : List.of(byDefault);
    GivenValue standard = new GivenValue(texts, new Origin.Default());
    GivenValue given = givens.get(key).orElse(standard);
    List<Object> read = new ArrayList<>();
    boolean complete = true;
    for (String text : given.texts()) {
      try {
        read.add(value.type().read(text, new ValueType.Place(key, given.origin(), secrets)));
      } catch (RefusedValueException e) {
        problems.add(new Problem(key, String.valueOf(e.getMessage()), given.origin()));
        complete = false;
      }
    }
    if (!complete) {
      return null;
    }
    note(value, key, given, read, standard);
    return switch (value.shape()) {
      case LIST -> List.copyOf(read);
      case MAYBE -> read.stream().findFirst();
      case ONE -> read.get(0);
    };
  }

  private void note(
      ConfigKeys.Value value,
      String key,
      GivenValue given,
      List<Object> read,
      GivenValue standard) {
    List<Object> plain = read.stream().map(value.type()::plain).toList();
    boolean list = value.shape() == ConfigKeys.Shape.LIST;
    if (list || !plain.isEmpty()) {
      boolean differs =
          !(given.origin() instanceof Origin.Default)
              && !plain.equals(plain(value.type(), key, standard));
      values.add(new EffectiveValue(key, list ? plain : plain.get(0), given.origin(), differs));
    }
    for (Object each : read) {
      if (each instanceof Secret secret) {
        found.put(key, secret);
      }
    }
  }

  private List<Object> plain(ValueType type, String key, GivenValue standard) {
    List<Object> plain = new ArrayList<>();
    for (String text : standard.texts()) {
      try {
        plain.add(
            type.plain(type.read(text, new ValueType.Place(key, standard.origin(), secrets))));
      } catch (RefusedValueException e) {
        throw new IllegalStateException("the default of " + key + " is none", e);
      }
    }
    return plain;
  }

  /** What was bound, or nothing if it has problems. */
  Optional<Configuration> configuration() {
    return Optional.ofNullable((Configuration) bind(ConfigKeys.ROOT, "", ""));
  }
}

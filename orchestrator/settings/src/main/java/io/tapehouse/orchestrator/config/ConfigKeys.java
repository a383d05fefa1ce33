package io.tapehouse.orchestrator.config;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;

/** The keys, as the records declare them. */
final class ConfigKeys {

  /** What stands for the names of a map's entries in the key of what they hold. */
  static final String ANY = "<name>";

  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_-]*");

  /** All keys. */
  static final Section ROOT = section(Configuration.class);

  private ConfigKeys() {}

  /** Something below a key. */
  sealed interface Part {}

  /** Keys that are known. */
  record Section(Class<? extends Record> type, List<Member> members) implements Part {

    List<String> names() {
      return members.stream().map(Member::name).toList();
    }

    Optional<Member> member(String name) {
      return members.stream().filter(each -> each.name().equals(name)).findFirst();
    }
  }

  /**
   * A key of a section.
   *
   * @param name kebab case
   * @param meaning for the reference
   */
  record Member(String name, String meaning, Part part) {}

  /**
   * A map: keys that the user names.
   *
   * @param byDefault texts of the entries that are there without the user
   */
  record Entries(Part each, Map<String, String> byDefault) implements Part {}

  /**
   * One value, or a list of them.
   *
   * @param byDefault text of the default, empty for none
   */
  record Value(ValueType type, Shape shape, String byDefault) implements Part {}

  /** How many values a key has. */
  enum Shape {
    ONE,
    MAYBE,
    LIST
  }

  static Section section(Class<? extends Record> type) {
    List<Member> members = new ArrayList<>();
    for (RecordComponent component : type.getRecordComponents()) {
      Setting setting =
          Objects.requireNonNull(component.getAnnotation(Setting.class), component::toString);
      members.add(
          new Member(
              kebab(component.getName()),
              setting.value(),
              part(component.getGenericType(), setting)));
    }
    return new Section(type, List.copyOf(members));
  }

  private static Part part(Type type, Setting setting) {
    if (type instanceof ParameterizedType generic) {
      Type[] of = generic.getActualTypeArguments();
      Class<?> last = (Class<?>) of[of.length - 1];
      if (generic.getRawType() == List.class) {
        return new Value(ValueType.of(last, setting), Shape.LIST, setting.byDefault());
      }
      if (generic.getRawType() == Optional.class) {
        return new Value(ValueType.of(last, setting), Shape.MAYBE, setting.byDefault());
      }
      return new Entries(
          last.isRecord() && last != DataSize.class
              ? section(last.asSubclass(Record.class))
              : new Value(ValueType.of(last, setting), Shape.ONE, ""),
          YamlNodes.entries(setting.byDefault()));
    }
    Class<?> plain = (Class<?>) type;
    if (plain.isRecord() && plain != DataSize.class) {
      return section(plain.asSubclass(Record.class));
    }
    return new Value(ValueType.of(plain, setting), Shape.ONE, setting.byDefault());
  }

  /** Whether an entry of a map can be called so. */
  static boolean isName(String text) {
    return NAME.matcher(text).matches();
  }

  private static String kebab(String camel) {
    return camel.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
  }

  /** {@code a.b} for {@code b} in {@code a}. */
  static String join(String prefix, String name) {
    return prefix.isEmpty() ? name : prefix + "." + name;
  }

  /** Shows every value with its key, in order; {@link #ANY} stands for the names of entries. */
  static void forEach(Part part, String key, BiConsumer<String, Value> each) {
    if (part instanceof Value value) {
      each.accept(key, value);
    } else if (part instanceof Entries entries) {
      forEach(entries.each(), join(key, ANY), each);
    } else if (part instanceof Section section) {
      section.members().forEach(member -> forEach(member.part(), join(key, member.name()), each));
    }
  }

  /** The keys of all values. */
  static List<String> keys() {
    List<String> keys = new ArrayList<>();
    forEach(ROOT, "", (key, value) -> keys.add(key));
    return keys;
  }
}

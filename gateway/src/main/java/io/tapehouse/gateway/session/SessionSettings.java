package io.tapehouse.gateway.session;

import io.tapehouse.gateway.engine.SqlError;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The parameters of a session, as SET, RESET and SHOW know them. What a client sets changes how
 * values are written to it and how long its statements may take, and nothing else; names that are
 * not known here are kept and given back. For one thread.
 */
final class SessionSettings {

  /** Those of which the client hears when they change; PostgreSQL's list. */
  static final List<String> REPORTED =
      List.of(
          "server_version",
          "server_encoding",
          "client_encoding",
          "application_name",
          "default_transaction_read_only",
          "in_hot_standby",
          "is_superuser",
          "session_authorization",
          "DateStyle",
          "IntervalStyle",
          "TimeZone",
          "integer_datetimes",
          "standard_conforming_strings",
          "search_path");

  private static final Set<String> FIXED =
      Set.of(
          "server_version",
          "server_version_num",
          "server_encoding",
          "integer_datetimes",
          "is_superuser",
          "session_authorization",
          "in_hot_standby",
          "max_identifier_length",
          "max_index_keys",
          "block_size");

  /** What is written one way alone, and how it may be called. */
  private static final Map<String, List<String>> ONLY =
      Map.of(
          "client_encoding", List.of("utf8", "unicode", "default"),
          "standard_conforming_strings", List.of("on", "true", "1", "yes"),
          "bytea_output", List.of("hex"),
          "intervalstyle", List.of("postgres"),
          "default_transaction_read_only", List.of("on", "true", "off", "false", "1", "0"),
          "transaction_read_only", List.of("on", "true", "off", "false", "1", "0"));

  /** A number of hours, or one behind an abbreviation that means nothing. */
  private static final Pattern POSIX_ZONE =
      Pattern.compile("([A-Za-z]{3,}|<[^>]*>)?([+-])?(\\d{1,2})(?::(\\d{2}))?");

  private final Map<String, String> names = new HashMap<>();
  private final BiConsumer<String, String> changed;
  private Map<String, String> defaults = new TreeMap<>();
  private Map<String, String> values = new TreeMap<>();
  private Map<String, String> before = Map.of();
  private Map<String, String> afterLocal = new HashMap<>();

  /**
   * @param changed hears of each change, with the name as it is reported
   */
  SessionSettings(String serverVersion, String user, BiConsumer<String, String> changed) {
    this.changed = changed;
    String[][] known = {
      {"server_version", serverVersion},
      {"server_version_num", serverVersion.startsWith("8.") ? "80002" : "150000"},
      {"server_encoding", "UTF8"},
      {"client_encoding", "UTF8"},
      {"application_name", ""},
      {"default_transaction_read_only", "on"},
      {"transaction_read_only", "on"},
      {"in_hot_standby", "off"},
      {"is_superuser", "off"},
      {"session_authorization", user},
      {"DateStyle", "ISO, MDY"},
      {"IntervalStyle", "postgres"},
      {"TimeZone", "UTC"},
      {"integer_datetimes", "on"},
      {"standard_conforming_strings", "on"},
      {"search_path", "\"$user\", public"},
      {"bytea_output", "hex"},
      {"extra_float_digits", "1"},
      {"statement_timeout", "0"},
      {"lock_timeout", "0"},
      {"idle_in_transaction_session_timeout", "0"},
      {"transaction_isolation", "read committed"},
      {"default_transaction_isolation", "read committed"},
      {"lc_collate", "C"},
      {"lc_ctype", "C.UTF-8"},
      {"lc_messages", "C"},
      {"lc_monetary", "C"},
      {"lc_numeric", "C"},
      {"lc_time", "C"},
      {"max_identifier_length", "63"},
      {"max_index_keys", "32"},
      {"block_size", "8192"},
      {"client_min_messages", "notice"},
      {"row_security", "on"},
      {"escape_string_warning", "on"},
      {"jit", "off"},
      {"ssl", "off"},
      {"query_group", "default"},
      {"enable_result_cache_for_session", "off"},
    };
    for (String[] one : known) {
      names.put(key(one[0]), one[0]);
      defaults.put(key(one[0]), one[1]);
    }
    values.putAll(defaults);
  }

  private static String key(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  /** Takes what a client sent at its start for the defaults. */
  void startUp(Map<String, String> parameters) throws SqlError {
    for (Map.Entry<String, String> one : StartupOptions.of(parameters).entrySet()) {
      set(one.getKey(), one.getValue(), false);
    }
    for (Map.Entry<String, String> one : parameters.entrySet()) {
      if (names.containsKey(key(one.getKey())) && !FIXED.contains(key(one.getKey()))) {
        set(one.getKey(), one.getValue(), false);
      }
    }
    defaults = new TreeMap<>(values);
  }

  /**
   * Sets a parameter.
   *
   * @param local whether it ends with the transaction
   * @throws SqlError when it cannot have this value
   */
  void set(String name, String value, boolean local) throws SqlError {
    String key = key(name);
    if (FIXED.contains(key)) {
      throw SqlError.of("55P02", "parameter \"" + name + "\" cannot be changed");
    }
    List<String> allowed = ONLY.get(key);
    // PostgreSQL compares names of encodings without marks: utf-8 and 'UTF8' are one.
    String word = value.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    if (allowed != null && !allowed.contains(word)) {
      throw SqlError.of(
          "22023",
          "invalid value for parameter \"%s\": \"%s\"; this server has %s alone"
              .formatted(name, value, defaults.get(key)));
    }
    String plain =
        switch (key) {
          case "timezone" -> zone(value).getId();
          case "datestyle" -> dateStyle(value);
          case "statement_timeout" -> Long.toString(timeout(value).toMillis());
          case "client_encoding", "intervalstyle", "bytea_output", "standard_conforming_strings" ->
              String.valueOf(defaults.get(key));
          case "default_transaction_read_only", "transaction_read_only" -> "on";
          default -> value;
        };
    if (local) {
      afterLocal.putIfAbsent(key, values.getOrDefault(key, ""));
    } else {
      afterLocal.remove(key);
    }
    put(key, name, plain);
  }

  private void put(String key, String name, String value) {
    String shown = names.computeIfAbsent(key, k -> name);
    if (!value.equals(values.put(key, value))) {
      changed.accept(shown, value);
    }
  }

  private static String dateStyle(String value) throws SqlError {
    String first = value.split(",", 2)[0].strip().toUpperCase(Locale.ROOT);
    if (!Set.of("ISO", "DEFAULT", "MDY", "DMY", "YMD").contains(first)) {
      throw SqlError.of(
          "22023", "invalid value for parameter \"DateStyle\": this server writes ISO alone");
    }
    return "ISO, MDY";
  }

  private static ZoneId zone(String value) throws SqlError {
    try {
      return switch (value.toLowerCase(Locale.ROOT)) {
        case "default", "local", "utc", "gmt", "z", "zulu" -> ZoneId.of("UTC");
        default -> offsetOrRegion(value);
      };
    } catch (DateTimeException | NumberFormatException e) {
      throw SqlError.of("22023", "invalid value for parameter \"TimeZone\": \"" + value + '"');
    }
  }

  private static ZoneId offsetOrRegion(String value) {
    Matcher posix = POSIX_ZONE.matcher(value);
    if (posix.matches()) {
      int hours = Integer.parseInt(posix.group(3));
      int minutes = posix.group(4) == null ? 0 : Integer.parseInt(posix.group(4));
      // Behind a name the number counts westwards of Greenwich, alone it counts eastwards.
      boolean west = (posix.group(1) == null) == "-".equals(posix.group(2));
      int seconds = (hours * 60 + minutes) * 60;
      return ZoneOffset.ofTotalSeconds(west ? -seconds : seconds);
    }
    return ZoneId.getAvailableZoneIds().stream()
        .filter(value::equalsIgnoreCase)
        .findFirst()
        .map(ZoneId::of)
        .orElseGet(() -> ZoneId.of(value));
  }

  private static Duration timeout(String value) throws SqlError {
    String text = value.strip().toLowerCase(Locale.ROOT);
    String digits = text.replaceAll("[^0-9].*", "");
    String unit = text.substring(digits.length()).strip();
    try {
      // PostgreSQL's greatest is as many milliseconds as an int has.
      int number = Integer.parseInt(digits);
      Duration timeout =
          switch (unit) {
            case "", "ms" -> Duration.ofMillis(number);
            case "s" -> Duration.ofSeconds(number);
            case "min" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            default -> throw new NumberFormatException(unit);
          };
      if (timeout.toMillis() > Integer.MAX_VALUE) {
        throw new NumberFormatException(value);
      }
      return timeout;
    } catch (NumberFormatException e) {
      throw SqlError.of(
          "22023", "invalid value for parameter \"statement_timeout\": \"" + value + '"');
    }
  }

  /** Gives a parameter back its value of the session's start. */
  void reset(String name) {
    String key = key(name);
    String value = defaults.get(key);
    if (value == null) {
      values.remove(key);
    } else {
      put(key, name, value);
    }
  }

  /** The same for all. */
  void resetAll() {
    for (String key : List.copyOf(values.keySet())) {
      reset(key);
    }
  }

  /**
   * The value of a parameter.
   *
   * @throws SqlError when there is none of that name
   */
  String show(String name) throws SqlError {
    String value = values.get(key(name));
    if (value == null) {
      throw SqlError.of("42704", "unrecognized configuration parameter \"" + name + '"');
    }
    return value;
  }

  /** All parameters, by their names as they are shown. */
  Map<String, String> all() {
    Map<String, String> shown = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    values.forEach((key, value) -> shown.put(names.getOrDefault(key, key), value));
    return shown;
  }

  /** In which moments are written. */
  ZoneId zone() {
    return ZoneId.of(values.getOrDefault("timezone", "UTC"));
  }

  /** How long a statement may take; zero: as long as the server lets it. */
  Duration statementTimeout() {
    return Duration.ofMillis(Long.parseLong(values.getOrDefault("statement_timeout", "0")));
  }

  void transactionBegins() {
    before = new TreeMap<>(values);
  }

  /** Takes back what SET LOCAL set, and after a ROLLBACK all that the transaction set. */
  void transactionEnds(boolean committed) {
    if (!committed) {
      values.keySet().retainAll(before.keySet());
    }
    Map<String, String> restored = committed ? afterLocal : before;
    restored.forEach((key, value) -> put(key, names.getOrDefault(key, key), value));
    afterLocal = new HashMap<>();
    before = Map.of();
  }
}

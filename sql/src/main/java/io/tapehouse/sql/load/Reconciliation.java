package io.tapehouse.sql.load;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A check that compares files about the same day, once both sides are loaded: a file of {@code
 * sql/reconciliations}. It begins with comments:
 *
 * <pre>
 * -- title: What is compared
 * -- about: The rule, and where it is from; four blanks go on with the line before
 * -- of: the table whose loads the result is for
 * -- with: the tables of the other side
 * -- looks_back: true, where the other side is the trading day before
 * -- severity: blocking is none of them, since rows are in by then
 * -- expected: what a result expects
 * </pre>
 *
 * and goes on with one query. It reads {@code stage_compared_load}, which has the loads that a
 * result is for (load_id, dataset, partition_date; where it looks back also day_before, the trading
 * day before, and days_before, how many days of the dataset are loaded before this one), and
 * answers with load_id and example, a row for each comparison: a text where the sides differ, NULL
 * where they agree. Immutable.
 *
 * @param name its name in {@code check_result}
 * @param title what is compared
 * @param of the table whose loads the result is for: of files of a day or a week
 * @param with the tables of the other side
 * @param looksBack whether a load also changes what the next day is compared with
 * @param severity {@code warning} or {@code notice}
 * @param expected what a result expects
 * @param sql the query
 */
record Reconciliation(
    String name,
    String title,
    String of,
    List<String> with,
    boolean looksBack,
    String severity,
    String expected,
    String sql) {

  /** Those that ship with the program. A file of the folder that is missing here fails a test. */
  static final List<String> NAMES =
      List.of(
          "tick_volume",
          "tick_range",
          "turnover_sum",
          "institutional_value",
          "valuation_codes",
          "taiex_close",
          "margin_previous",
          "price_step");

  private static final Pattern LINE =
      Pattern.compile("-- (title|about|of|with|looks_back|severity|expected): (.+)");

  /** All of them. */
  static List<Reconciliation> all() {
    return NAMES.stream().map(Reconciliation::read).toList();
  }

  /** The tables whose rows it reads: a load of any of them changes its result. */
  List<String> tables() {
    return Stream.concat(Stream.of(of), with.stream()).distinct().toList();
  }

  private static Reconciliation read(String name) {
    String path = "/io/tapehouse/sql/reconciliations/" + name + ".sql";
    try (InputStream in = Reconciliation.class.getResourceAsStream(path)) {
      if (in == null) {
        throw new IllegalStateException("the program lacks its file " + path);
      }
      return parsed(name, new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + path, e);
    }
  }

  /**
   * The reconciliation that a text declares.
   *
   * @throws IllegalStateException when it is not written as it should be: a defect of the build
   */
  static Reconciliation parsed(String name, String text) {
    Map<String, String> header = new LinkedHashMap<>();
    List<String> sql = new ArrayList<>();
    text.lines()
        .forEach(
            line -> {
              Matcher declared = LINE.matcher(line);
              if (declared.matches()) {
                header.put(declared.group(1), declared.group(2).strip());
              } else if (!line.startsWith("--")) {
                sql.add(line);
              }
            });
    String severity = part(name, header, "severity");
    if (!severity.equals("warning") && !severity.equals("notice")) {
      throw wrong(name, "a severity of warning or notice", severity);
    }
    return new Reconciliation(
        name,
        part(name, header, "title"),
        part(name, header, "of"),
        List.of(part(name, header, "with").split(", *")),
        header.getOrDefault("looks_back", "false").equals("true"),
        severity,
        part(name, header, "expected"),
        sql.stream().collect(Collectors.joining("\n")).strip());
  }

  private static String part(String name, Map<String, String> header, String key) {
    return Optional.ofNullable(header.get(key))
        .orElseThrow(() -> wrong(name, "a line '-- " + key + ": ...'", header.keySet().toString()));
  }

  private static IllegalStateException wrong(String name, String expected, String found) {
    return new IllegalStateException(
        "reconciliation %s: expected %s, found %s".formatted(name, expected, found));
  }
}

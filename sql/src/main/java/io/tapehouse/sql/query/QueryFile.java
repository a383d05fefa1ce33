package io.tapehouse.sql.query;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Reads a file of {@code sql/queries}. It begins with comments that say what the query is:
 *
 * <pre>
 * -- title: What it answers
 * -- about: What one should know; any number of these
 * -- parameter: stock stock required: which one
 * -- parameter: to date optional: the last day; the last loaded one
 * -- parameter: top integer>=1 = 10: how many
 * -- parameter: scale text(day|week|month) = day: which of these
 * -- column: trading_date: the day
 *      -- four blanks go on with the line before
 * </pre>
 *
 * and goes on with one query. Other comments of whole lines are for who reads the file.
 */
final class QueryFile {

  private static final Pattern LINE = Pattern.compile("-- (title|about|parameter|column): (.+)");

  private static final Pattern MORE = Pattern.compile("-- {4,}(\\S.*)");

  private static final Pattern PARAMETER =
      Pattern.compile(
          "(?<name>[a-z][a-z_]*) (?<type>[a-z]+)(?:\\((?<words>[a-z]+(?:\\|[a-z]+)+)\\))?(?:>=(?<least>\\S+))?"
              + " (?:(?<required>required)|optional|= (?<default>[^:]+)): (?<meaning>.+)");

  private static final Pattern COLUMN = Pattern.compile("([a-z][a-z0-9_]*): (.+)");

  private final String name;
  private final List<String> titles = new ArrayList<>();
  private final List<String> about = new ArrayList<>();
  private final List<QueryParameter> parameters = new ArrayList<>();
  private final List<QueryColumn> columns = new ArrayList<>();

  private QueryFile(String name) {
    this.name = name;
  }

  /** One declaration, put together from its lines. */
  private record Declaration(String kind, StringBuilder text) {}

  /**
   * The query that a text declares.
   *
   * @throws IllegalStateException when it is not written as it should be: a defect of the build
   */
  static NamedQuery read(String name, String text) {
    QueryFile file = new QueryFile(name);
    String header =
        text.lines().takeWhile(line -> line.startsWith("--")).collect(Collectors.joining("\n"));
    declarations(header).forEach(file::declare);
    String sql =
        text.lines()
            .filter(line -> !line.strip().startsWith("--"))
            .collect(Collectors.joining("\n"))
            .strip();
    return file.checked(sql);
  }

  private static List<Declaration> declarations(String header) {
    List<Declaration> all = new ArrayList<>();
    header
        .lines()
        .forEach(
            line -> {
              Matcher more = MORE.matcher(line);
              Matcher begun = LINE.matcher(line);
              if (more.matches() && !all.isEmpty()) {
                all.get(all.size() - 1).text().append(' ').append(more.group(1).strip());
              } else if (begun.matches()) {
                all.add(new Declaration(begun.group(1), new StringBuilder(begun.group(2).strip())));
              }
            });
    return all;
  }

  private void declare(Declaration declaration) {
    String text = declaration.text().toString();
    switch (declaration.kind()) {
      case "title" -> titles.add(text);
      case "about" -> about.add(text);
      case "parameter" -> parameters.add(parameter(text));
      default -> columns.add(column(text));
    }
  }

  private QueryParameter parameter(String text) {
    Matcher parts = PARAMETER.matcher(text);
    if (!parts.matches()) {
      throw wrong(
          "expected a parameter as 'name type required|optional|= value: meaning', found '%s'"
              .formatted(text));
    }
    try {
      return new QueryParameter(
          parts.group("name"),
          ParameterType.valueOf(parts.group("type").toUpperCase(Locale.ROOT)),
          parts.group("words") == null ? List.of() : List.of(parts.group("words").split("\\|", -1)),
          Optional.ofNullable(parts.group("least")).map(BigDecimal::new),
          presence(parts),
          parts.group("meaning"));
    } catch (IllegalArgumentException e) {
      throw wrong("%s of parameter %s".formatted(e.getMessage(), parts.group("name")));
    }
  }

  private static QueryParameter.Presence presence(Matcher parts) {
    if (parts.group("default") != null) {
      return new QueryParameter.Presence.Default(parts.group("default").strip());
    }
    return parts.group("required") != null
        ? new QueryParameter.Presence.Required()
        : new QueryParameter.Presence.Optional();
  }

  private QueryColumn column(String text) {
    Matcher parts = COLUMN.matcher(text);
    if (!parts.matches()) {
      throw wrong("expected a column as 'name: meaning', found '%s'".formatted(text));
    }
    return new QueryColumn(parts.group(1), parts.group(2));
  }

  private NamedQuery checked(String sql) {
    if (titles.size() != 1) {
      throw wrong("expected one title, found %d".formatted(titles.size()));
    }
    if (columns.isEmpty() || sql.isEmpty()) {
      throw wrong("expected columns and a query");
    }
    NamedQuery query = new NamedQuery(name, titles.get(0), about, parameters, columns, sql);
    Set<String> used = new HashSet<>();
    SqlPart.of(sql).forEach(part -> part.parameter().ifPresent(used::add));
    Set<String> declared = new HashSet<>(query.parameterNames());
    if (!used.equals(declared) || declared.size() != parameters.size()) {
      throw wrong("expected the parameters %s, found %s in the SQL".formatted(declared, used));
    }
    return query;
  }

  private IllegalStateException wrong(String what) {
    return new IllegalStateException("query %s: %s".formatted(name, what));
  }
}

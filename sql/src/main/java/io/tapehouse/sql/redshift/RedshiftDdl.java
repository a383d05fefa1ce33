package io.tapehouse.sql.redshift;

import io.tapehouse.dictionary.Dictionary;
import io.tapehouse.dictionary.Table;
import io.tapehouse.sql.jdbc.Identifier;
import io.tapehouse.sql.jdbc.Session;
import io.tapehouse.sql.migration.MigrationDialect;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The migrations as Redshift is given them. Each CREATE TABLE gets its physical clauses from the
 * dictionary, widths in bytes, and quotes around words that Redshift reserves. Compression is left
 * to Redshift, as AWS advises: ENCODE AUTO is what a table has that names no encoding.
 *
 * <p>Primary keys stay: Redshift does not enforce them, and its planner believes them, so {@link
 * KeyProof} proves each of them in every transaction that writes.
 *
 * @see <a href="https://docs.aws.amazon.com/redshift/latest/dg/r_CREATE_TABLE_NEW.html">CREATE
 *     TABLE</a>
 */
final class RedshiftDdl implements MigrationDialect {

  private static final Pattern TABLE =
      Pattern.compile(
          "CREATE TABLE (?<exists>IF NOT EXISTS )?(?<name>\\w+) \\(\\n(?<body>.*)\\n *\\)",
          Pattern.DOTALL);

  private static final Pattern COLUMN =
      Pattern.compile(
          "(?<name>[a-z]\\w*) (?<type>[A-Z][A-Z ]*(\\([\\d,]+\\))?)(?<rest>( NOT NULL)?,?)");

  /** Tapehouse's own table of migrations is in no dictionary. */
  private static final String SMALL = "DISTSTYLE ALL SORTKEY (version)";

  private final Dictionary dictionary;

  RedshiftDdl(Dictionary dictionary) {
    this.dictionary = dictionary;
  }

  @Override
  public void lock(Session session) {
    session.execute("LOCK schema_migration");
  }

  @Override
  public String statement(String sql) {
    Matcher table = TABLE.matcher(sql.strip());
    if (!table.matches()) {
      return sql;
    }
    String body =
        table.group("body").lines().map(RedshiftDdl::line).collect(Collectors.joining("\n"));
    return "CREATE TABLE %s%s (\n%s\n) %s"
        .formatted(
            Optional.ofNullable(table.group("exists")).orElse(""),
            Identifier.of(table.group("name")),
            body,
            clauses(table.group("name")));
  }

  private static String line(String line) {
    Matcher column = COLUMN.matcher(line.strip());
    if (!column.matches()) {
      return line;
    }
    String name = column.group("name");
    // The type's pattern takes the words of NOT NULL too where there are no brackets before them.
    String type = column.group("type");
    String bare = type.endsWith(" NOT NULL") ? type.substring(0, type.length() - 9) : type;
    String rest = type.substring(bare.length()) + column.group("rest");
    return "    " + Identifier.of(name) + " " + RedshiftTypes.of(name, bare) + rest;
  }

  private String clauses(String name) {
    return dictionary
        .warehouseTable(name)
        .map(Table::redshift)
        .map(RedshiftDdl::clauses)
        .orElse(SMALL);
  }

  private static String clauses(Table.Redshift layout) {
    String style = "DISTSTYLE " + layout.distStyle();
    String key =
        layout.distKey() == null ? "" : " DISTKEY (" + Identifier.of(layout.distKey()) + ")";
    List<String> sorted = layout.sortKey() == null ? List.of() : layout.sortKey();
    String sort =
        sorted.isEmpty()
            ? ""
            : " SORTKEY ("
                + sorted.stream().map(Identifier::of).collect(Collectors.joining(", "))
                + ")";
    return style + key + sort;
  }
}

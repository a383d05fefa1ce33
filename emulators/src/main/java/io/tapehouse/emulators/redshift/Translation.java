package io.tapehouse.emulators.redshift;

import java.util.List;
import java.util.Set;

/**
 * From Redshift's SQL to PostgreSQL's. Whatever is not known here passes as it stands, for
 * PostgreSQL to refuse. The list is in {@link RedshiftStandIn}.
 */
final class Translation {

  private static final Set<String> COMMITS = Set.of("commit", "end");

  private final Sql sql;
  private final Edits edits = new Edits();

  private Translation(Sql sql) {
    this.sql = sql;
  }

  /**
   * One statement, as the extended protocol has it.
   *
   * @param inBlock whether a transaction block is open
   */
  static Plan of(String text, boolean inBlock) throws ServerError {
    List<Plan> plans = all(text, inBlock);
    if (plans.size() > 1) {
      throw ServerError.syntax("cannot insert multiple commands into a prepared statement");
    }
    return plans.isEmpty() ? new Plan.Pass("") : plans.get(0);
  }

  /** The statements of a text. */
  static List<Plan> all(String text, boolean inBlock) throws ServerError {
    List<Sql> statements = Sql.split(text);
    List<Plan> plans = new java.util.ArrayList<>();
    for (Sql statement : statements) {
      plans.add(new Translation(statement).plan(inBlock));
    }
    if (plans.size() > 1 && plans.stream().anyMatch(Plan.Copy.class::isInstance)) {
      throw ServerError.beyond("COPY beside other statements in one text");
    }
    return plans;
  }

  static boolean isCommit(String text) throws ServerError {
    List<Sql> statements = Sql.split(text);
    return statements.size() == 1 && COMMITS.contains(statements.get(0).token(0).text());
  }

  private Plan plan(boolean inBlock) throws ServerError {
    if (sql.at(0, "copy")) {
      return new Plan.Copy(CopyParser.parse(sql));
    }
    RedshiftRestrictions.check(sql);
    if (sql.at(0, "merge")) {
      MergeRules.check(sql);
    } else if (sql.at(0, "truncate") && inBlock) {
      throw ServerError.beyond("TRUNCATE in a transaction block, which it commits on Redshift,");
    } else if (sql.at(0, "create")) {
      CreateTable.rewrite(sql, edits);
    } else if (sql.at(0, "alter table")) {
      alterTable();
    } else if (sql.at(0, "set readonly =") && sql.size() == 4) {
      return readOnly();
    } else if (sql.token(1).is("query_group")) {
      return queryGroup();
    }
    Casts.rewrite(sql, edits);
    return new Plan.Pass(edits.applied(sql.text()));
  }

  /** Columns are added like those of a new table; keys would be enforced, so they are refused. */
  private void alterTable() throws ServerError {
    int add = sql.find(2, "add");
    if (add < 0) {
      return;
    }
    int column = sql.at(add + 1, "column") ? add + 2 : add + 1;
    if (Set.of("constraint", "primary", "unique", "foreign").contains(sql.token(column).text())) {
      throw ServerError.beyond("ALTER TABLE ADD of a constraint");
    }
    new ColumnDefinition(sql, column, sql.size()).rewrite(edits);
  }

  /** What the driver sends for {@code Connection.setReadOnly}. */
  private Plan readOnly() {
    return switch (sql.token(3).text()) {
      case "1" -> new Plan.Pass("SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY");
      case "0" -> new Plan.Pass("SET SESSION CHARACTERISTICS AS TRANSACTION READ WRITE");
      default -> new Plan.Pass(sql.text());
    };
  }

  /** A setting of Redshift's, kept under a name that PostgreSQL lets one choose. */
  private Plan queryGroup() {
    if (!Set.of("set", "reset", "show").contains(sql.token(0).text())) {
      return new Plan.Pass(sql.text());
    }
    edits.insert(sql.token(1).start(), "tapehouse.");
    String changed = edits.applied(sql.text());
    Token value = sql.token(3);
    if (sql.at(0, "set") && sql.size() == 4) {
      return new Plan.Group(changed, value.is("default") ? "" : value.text());
    }
    return sql.at(0, "reset") ? new Plan.Group(changed, "") : new Plan.Pass(changed);
  }
}

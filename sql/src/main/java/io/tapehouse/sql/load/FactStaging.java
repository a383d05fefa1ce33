package io.tapehouse.sql.load;

import io.tapehouse.dictionary.Dictionary;
import io.tapehouse.dictionary.Table;
import io.tapehouse.sql.jdbc.Session;
import java.util.stream.Collectors;

/** Stages the rows of facts, and moves those that passed into the warehouse. */
final class FactStaging {

  private final Session session;
  private final Dictionary dictionary;
  private final LakeFiles lake;

  FactStaging(Session session, Dictionary dictionary, LakeFiles lake) {
    this.session = session;
    this.dictionary = dictionary;
    this.lake = lake;
  }

  /** Reads the lake into {@code stage_<table>}: load_no, the table's columns, the extra ones. */
  void stage(Fact fact) {
    Table source = dictionary.lakeTable(fact.lakeTable());
    String columns =
        table(fact).columns().stream()
            .map(Table.Column::name)
            .filter(name -> !name.equals(fact.surrogate()))
            .map(source::column)
            .flatMap(java.util.Optional::stream)
            .map(LakeFiles::column)
            .collect(Collectors.joining(", "));
    String on =
        fact.resolvedBy().stream()
            .map(name -> "n.%1$s = p.%1$s".formatted(name))
            .collect(Collectors.joining(" AND "));
    session.temporary(
        fact.staged(),
        """
        AS SELECT f.load_no, n.no AS %s, %s%s
        FROM %s JOIN %s n ON %s"""
            .formatted(
                fact.surrogate(),
                columns,
                fact.extra().stream().map(name -> ", " + name).collect(Collectors.joining()),
                lake.rows(fact.lakeTable()),
                fact.numbers(),
                on));
    lake.staged(fact.lakeTable(), fact.staged());
  }

  /** Inserts the staged rows of accepted loads. */
  void insert(Fact fact) {
    String target =
        table(fact).columns().stream().map(Table.Column::name).collect(Collectors.joining(", "));
    String values =
        table(fact).columns().stream()
            .map(
                column ->
                    column.name().equals(fact.surrogate())
                        ? "i.id"
                        : column.name().equals("load_id") ? "a.load_id" : "s." + column.name())
            .collect(Collectors.joining(", "));
    session.execute(
        """
        INSERT INTO %s (%s)
        SELECT %s FROM %s s
        JOIN stage_accepted a ON a.load_no = s.load_no AND a.table_name = '%s'
        JOIN %s i ON i.no = s.%s"""
            .formatted(
                fact.table(),
                target,
                values,
                fact.staged(),
                fact.table(),
                fact.ids(),
                fact.surrogate()));
  }

  private Table table(Fact fact) {
    return dictionary
        .warehouseTable(fact.table())
        .orElseThrow(() -> new IllegalStateException("the dictionary lacks " + fact.table()));
  }
}

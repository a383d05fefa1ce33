package io.tapehouse.sql.load;

import io.tapehouse.dictionary.Dictionary;
import io.tapehouse.dictionary.Table;
import io.tapehouse.sql.jdbc.Identifier;
import io.tapehouse.sql.jdbc.Session;
import java.util.ArrayList;
import java.util.List;
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
    Table source = dictionary.lakeTable(fact.lakeTable(dictionary));
    List<String> columns = new ArrayList<>(List.of("f.load_no"));
    boolean isOfTheDay = false;
    for (Table.Column column : table(fact).columns()) {
      if (fact.surrogate(column.name()).isPresent()) {
        columns.add(
            fact.surrogate(column.name()).orElseThrow().numbers() + ".no AS " + column.name());
      } else if (source.column(column.name()).isPresent()) {
        columns.add(LakeFiles.column(source.column(column.name()).orElseThrow()));
      } else if (column.name().equals("trading_date")) {
        // What the lake does not say of each row is the date of the partition.
        columns.add("l.partition_date AS trading_date");
        isOfTheDay = true;
      } else if (column.nullable()) {
        columns.add(
            "CAST(NULL AS %s) AS %s".formatted(column.type(), Identifier.of(column.name())));
      }
    }
    columns.addAll(fact.extra());
    session.temporary(
        fact.staged(),
        """
        AS SELECT %s
        FROM %s%s%s"""
            .formatted(
                String.join(", ", columns),
                lake.rows(fact.lakeTable(dictionary)),
                isOfTheDay ? "\nJOIN stage_load l ON l.load_no = f.load_no" : "",
                fact.surrogates().stream()
                    .map(Surrogate::joinedToLake)
                    .collect(Collectors.joining())));
    lake.staged(fact.lakeTable(dictionary), fact.staged());
  }

  /** Inserts the staged rows of accepted loads. */
  void insert(Fact fact) {
    List<Table.Column> columns = table(fact).columns();
    session.execute(
        """
        INSERT INTO %s (%s)
        SELECT %s FROM %s s
        JOIN stage_accepted a ON a.load_no = s.load_no AND a.table_name = '%s'%s"""
            .formatted(
                fact.table(),
                columns.stream()
                    .map(column -> Identifier.of(column.name()))
                    .collect(Collectors.joining(", ")),
                columns.stream()
                    .map(column -> value(fact, column.name()))
                    .collect(Collectors.joining(", ")),
                fact.staged(),
                fact.table(),
                fact.surrogates().stream().map(Surrogate::resolved).collect(Collectors.joining())));
  }

  private static String value(Fact fact, String column) {
    return fact.surrogate(column)
        .map(surrogate -> surrogate.ids() + ".id")
        .orElse(column.equals("load_id") ? "a.load_id" : "s." + Identifier.of(column));
  }

  private Table table(Fact fact) {
    return dictionary
        .warehouseTable(fact.table())
        .orElseThrow(() -> new IllegalStateException("the dictionary lacks " + fact.table()));
  }
}

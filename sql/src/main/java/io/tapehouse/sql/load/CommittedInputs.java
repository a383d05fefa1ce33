package io.tapehouse.sql.load;

import io.tapehouse.dictionary.Dictionary;
import io.tapehouse.dictionary.Partition;
import io.tapehouse.dictionary.Table;
import io.tapehouse.sql.CommittedPartition;
import io.tapehouse.sql.PartitionInput;
import io.tapehouse.sql.jdbc.Session;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What is committed, and from which input. Immutable. */
public final class CommittedInputs {

  private final Dictionary dictionary;

  /** Asks the ledger by the tables that a dataset fills in {@code dictionary}. */
  public CommittedInputs(Dictionary dictionary) {
    this.dictionary = dictionary;
  }

  /** Of {@code inputs}, those from which every table of their dataset is committed. */
  public Set<PartitionInput> among(Session session, Collection<PartitionInput> inputs) {
    if (inputs.isEmpty()) {
      return Set.of();
    }
    Map<PartitionInput, Set<String>> committed = new HashMap<>();
    session
        .list(
            """
            SELECT dataset, partition_date, input_sha256, rules_version, table_name FROM load_ledger
            WHERE status = 'committed' AND partition_date BETWEEN ? AND ?""",
            row ->
                Map.entry(
                    new PartitionInput(
                        new Partition(row.getString(1), row.getObject(2, LocalDate.class)),
                        row.getString(3),
                        row.getInt(4)),
                    row.getString(5)),
            inputs.stream().map(PartitionInput::date).min(LocalDate::compareTo).orElseThrow(),
            inputs.stream().map(PartitionInput::date).max(LocalDate::compareTo).orElseThrow())
        .forEach(
            entry ->
                committed
                    .computeIfAbsent(entry.getKey(), key -> new HashSet<>())
                    .add(entry.getValue()));
    return inputs.stream()
        .filter(input -> isComplete(input, committed.getOrDefault(input, Set.of())))
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /** See {@link io.tapehouse.sql.Warehouse#committed}. */
  public static List<CommittedPartition> between(Session session, LocalDate from, LocalDate to) {
    record Input(PartitionInput input, int fileVersion) {}
    Map<Input, Set<String>> tables = new LinkedHashMap<>();
    session
        .list(
            """
            SELECT dataset, partition_date, input_sha256, rules_version, file_version, table_name FROM load_ledger
            WHERE status = 'committed' AND partition_date BETWEEN ? AND ?
            ORDER BY load_id""",
            row ->
                Map.entry(
                    new Input(
                        new PartitionInput(
                            new Partition(row.getString(1), row.getObject(2, LocalDate.class)),
                            row.getString(3),
                            row.getInt(4)),
                        row.getInt(5)),
                    row.getString(6)),
            from,
            to)
        .forEach(
            entry ->
                tables
                    .computeIfAbsent(entry.getKey(), key -> new HashSet<>())
                    .add(entry.getValue()));
    return tables.entrySet().stream()
        .map(
            entry ->
                new CommittedPartition(
                    entry.getKey().input(), entry.getKey().fileVersion(), entry.getValue()))
        .toList();
  }

  /** See {@link io.tapehouse.sql.Warehouse#attempts}. */
  public static Set<String> attempts(Session session) {
    return Set.copyOf(
        session.list("SELECT DISTINCT attempt_id FROM load_ledger", row -> row.getString(1)));
  }

  private boolean isComplete(PartitionInput input, Set<String> committed) {
    Set<String> filled =
        dictionary.factTables(input.dataset()).stream()
            .map(Table::name)
            .collect(Collectors.toSet());
    return !filled.isEmpty() && committed.containsAll(filled);
  }
}

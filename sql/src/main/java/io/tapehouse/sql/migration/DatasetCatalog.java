package io.tapehouse.sql.migration;

import io.tapehouse.dictionary.Dataset;
import io.tapehouse.dictionary.DatasetDag;
import io.tapehouse.dictionary.Dictionary;
import io.tapehouse.dictionary.Lineage;
import io.tapehouse.sql.jdbc.Session;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * The table {@code dataset}: what the dictionary has about each dataset, for the view {@code
 * dataset_condition} and for SQL users. The program that migrates writes it; it touches nothing
 * where the rows are the same. Immutable.
 */
public final class DatasetCatalog {

  private static final String COLUMNS =
      """
      dataset, title, exchange_code, dag, role, period, published_since, kept_trading_days, due, due_days_after,
      deadline, deadline_days_after""";

  private final List<List<?>> rows;
  private final MigrationDialect dialect;

  /** The catalog of a dictionary. */
  public DatasetCatalog(Dictionary dictionary, MigrationDialect dialect) {
    this.rows =
        dictionary.datasets().stream().<List<?>>map(dataset -> row(dataset, dictionary)).toList();
    this.dialect = dialect;
  }

  private static List<?> row(Dataset dataset, Dictionary dictionary) {
    Lineage lineage = dataset.lineage();
    Optional<DatasetDag> dag = Optional.ofNullable(lineage.dag()).map(dictionary::dag);
    String due = dataset.dueTime().toString();
    int dueDaysAfter = Objects.requireNonNullElse(dataset.dueDaysAfter(), 0);
    return Arrays.asList(
        dataset.id(),
        dataset.title(),
        dataset.exchange(),
        lineage.dag(),
        lineage.role().name().toLowerCase(Locale.ROOT),
        dataset.period().name().toLowerCase(Locale.ROOT),
        dataset.publishedSince() == null ? null : dataset.publishedSince().date(),
        dataset.keptTradingDays(),
        due,
        dueDaysAfter,
        dag.map(DatasetDag::deadline).orElse(due),
        dag.map(DatasetDag::daysAfter).orElse(dueDaysAfter));
  }

  /** Writes the rows, in one transaction, where the table has others. */
  public void write(Session session) {
    if (isWritten(session)) {
      return;
    }
    session.transaction(
        inside -> {
          dialect.lock(inside);
          inside.execute("DELETE FROM dataset");
          inside.insert("dataset", rows);
          return rows.size();
        });
  }

  private boolean isWritten(Session session) {
    List<String> found =
        session.list(
            "SELECT %s FROM dataset ORDER BY dataset".formatted(COLUMNS),
            row -> {
              StringBuilder text = new StringBuilder();
              for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                text.append(row.getString(i)).append('|');
              }
              return text.toString();
            });
    List<String> wanted =
        rows.stream()
            .map(
                row -> {
                  StringBuilder text = new StringBuilder();
                  row.forEach(value -> text.append(value).append('|'));
                  return text.toString();
                })
            .sorted()
            .toList();
    return found.stream().sorted().toList().equals(wanted);
  }
}

package io.tapehouse.dictionary;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

/** The dictionary as Markdown, which reads well on a terminal too. */
public final class DictionaryText {

  private DictionaryText() {}

  /** All tables and datasets, a line each. */
  public static List<String> overview(Dictionary dictionary) {
    List<String> lines = new ArrayList<>();
    lines.add("# Tables of the warehouse");
    lines.add("");
    List<List<String>> tables = new ArrayList<>();
    tables.add(List.of("table", "a row is"));
    dictionary.warehouseTables().forEach(table -> tables.add(List.of(table.name(), table.title())));
    lines.addAll(grid(tables));
    lines.add("");
    lines.add("# Datasets");
    lines.add("");
    List<List<String>> datasets = new ArrayList<>();
    datasets.add(List.of("dataset", "what it is"));
    dictionary.datasets().forEach(each -> datasets.add(List.of(each.id(), each.title())));
    lines.addAll(grid(datasets));
    return lines;
  }

  /** A table with its columns. */
  public static List<String> table(Table table) {
    List<String> lines = new ArrayList<>();
    lines.add("# " + table.name());
    lines.add("");
    lines.add(table.title() + ".");
    lines.add("");
    List<List<String>> columns = new ArrayList<>();
    columns.add(List.of("column", "type", "", "unit", "meaning"));
    for (Table.Column column : table.columns()) {
      List<String> marks = new ArrayList<>();
      if (column.key()) {
        marks.add("key");
      }
      if (column.nullable()) {
        marks.add("may be NULL");
      }
      if (column.references() != null) {
        marks.add("-> " + column.references());
      }
      columns.add(
          List.of(
              column.name(),
              column.type(),
              String.join(", ", marks),
              column.unit() == null ? "" : column.unit(),
              column.meaning()));
    }
    lines.addAll(grid(columns));
    table.unique().forEach(unique -> lines.add("Unique: " + String.join(", ", unique) + "."));
    if (!table.sources().isEmpty()) {
      lines.add("Sources: " + String.join(", ", table.sources()) + ".");
    }
    if (!table.checks().isEmpty()) {
      lines.add("Checks: " + String.join(", ", table.checks()) + ".");
    }
    return lines;
  }

  /** A dataset with its fields. */
  public static List<String> dataset(Dataset dataset) {
    List<String> lines = new ArrayList<>();
    lines.add("# " + dataset.id());
    lines.add("");
    lines.add(dataset.title() + ".");
    lines.add("");
    lines.add(dataset.description().strip());
    lines.add("");
    lines.add(
        "One file a %s, due at %s%s of %s, %s; %s, %s."
            .formatted(
                dataset.period().name().toLowerCase(Locale.ROOT),
                dataset.dueTime(),
                dataset.dueDaysAfter() == null ? "" : " of the next day",
                dataset.exchange(),
                dataset.keptTradingDays() == null
                    ? "kept for ever"
                    : "kept for " + dataset.keptTradingDays() + " trading days",
                dataset.contentType(),
                dataset.encoding()));
    if (dataset.publishedSince() != null) {
      lines.add("Published since %s.".formatted(dataset.publishedSince()));
    }
    if (dataset.provisional()) {
      lines.add("Provisional on its day: fetched again on the next trading day.");
    }
    lines.addAll(lineage(dataset.lineage()));
    lines.add("");
    dataset.addresses().forEach(address -> lines.add("    " + address));
    lines.add("");
    if (!dataset.isDeclared()) {
      lines.addAll(fields(dataset));
    }
    for (int i = 0; i < dataset.tables().size(); i++) {
      if (i > 0) {
        lines.add("");
      }
      lines.addAll(declared(dataset.tables().get(i)));
    }
    return lines;
  }

  private static List<String> fields(Dataset dataset) {
    List<List<String>> fields = new ArrayList<>();
    fields.add(List.of("field", "meaning"));
    dataset.fields().forEach(field -> fields.add(List.of(field.name(), field.meaning())));
    return grid(fields);
  }

  /** The columns of a declared dataset with what they fill, and what is checked of its rows. */
  private static List<String> declared(Declaration table) {
    List<String> lines = new ArrayList<>();
    Declaration.RowFilter rows = table.rows();
    lines.add(
        "Fills the table %s%s%s."
            .formatted(
                table.fills(),
                rows == null
                    ? ""
                    : " with rows whose %s is %s"
                        .formatted(
                            rows.header(),
                            rows.matches() == null
                                ? String.join(" or ", rows.is())
                                : "like " + rows.matches()),
                table.since() == null ? "" : ", of files since " + table.since()));
    lines.add("");
    List<List<String>> columns = new ArrayList<>();
    columns.add(List.of("field", "fills", "cell", "meaning"));
    for (Declaration.Column column : table.columns()) {
      columns.add(
          List.of(
              String.join(" or ", column.headers()),
              fills(column),
              column.cell() == null ? "" : column.cell().name().toLowerCase(Locale.ROOT),
              column.meaning()
                  + (column.since() == null ? "" : "; in files since " + column.since())));
    }
    lines.addAll(grid(columns));
    table
        .constants()
        .forEach(
            (name, value) ->
                lines.add(
                    "%s: %s = %s."
                        .formatted(
                            table.filling(name).isPresent() ? "Without its column" : "Always",
                            name,
                            value)));
    if (table.otherDates()) {
      lines.add("Rows of other dates than the file's are left out.");
    }
    for (Totals totals : table.totals()) {
      lines.add(
          "Totals: rows with %s %s; %s are checked."
              .formatted(
                  totals.header(),
                  String.join(" or ", totals.total()),
                  String.join(", ", totals.addUp())));
    }
    if (table.sumOf() != null) {
      lines.add(
          "Its rows are the sums of those of %s; %s are checked."
              .formatted(
                  table.sumOf().table(),
                  String.join(", ", new TreeSet<>(table.sumOf().columns().keySet()))));
    }
    if (!table.checks().isEmpty()) {
      lines.add(
          "Checks of rows: %s."
              .formatted(String.join(", ", table.checks().stream().map(RowCheck::name).toList())));
    }
    return lines;
  }

  /** The column of the table, or the part that it has in the name of the row's contract. */
  private static String fills(Declaration.Column column) {
    if (column.contract() != null) {
      return "contract: " + column.contract().name().toLowerCase(Locale.ROOT);
    }
    return column.column() == null ? "" : column.column();
  }

  private static List<String> lineage(Lineage lineage) {
    List<String> lines = new ArrayList<>();
    lines.add("");
    lines.add(
        "%s%s; version %d of its rules."
            .formatted(
                lineage.role().text(),
                lineage.dag() == null ? "" : " of DAG " + lineage.dag(),
                lineage.rules()));
    lineage
        .fills()
        .forEach(
            (table, lake) -> lines.add("Fills %s, from %s of the lake.".formatted(table, lake)));
    if (!lineage.yieldsTo().isEmpty()) {
      lines.add("Only dates of which there is no " + String.join(" or ", lineage.yieldsTo()) + ".");
    }
    if (!lineage.references().isEmpty()) {
      lines.add("Adds to " + String.join(", ", lineage.references()) + ".");
    }
    if (!lineage.evidenceDatasets().isEmpty()) {
      lines.add("Its checks read " + String.join(", ", lineage.evidenceDatasets()) + ".");
    }
    return lines;
  }

  private static List<String> grid(List<List<String>> rows) {
    int columns = rows.get(0).size();
    int[] widths = new int[columns];
    for (List<String> row : rows) {
      for (int i = 0; i < columns; i++) {
        widths[i] = Math.max(widths[i], width(row.get(i)));
      }
    }
    List<String> lines = new ArrayList<>();
    for (int r = 0; r < rows.size(); r++) {
      lines.add(line(rows.get(r), widths));
      if (r == 0) {
        StringBuilder rule = new StringBuilder("|");
        for (int width : widths) {
          rule.append("-".repeat(width + 2)).append('|');
        }
        lines.add(rule.toString());
      }
    }
    return lines;
  }

  private static String line(List<String> row, int[] widths) {
    StringBuilder line = new StringBuilder("|");
    for (int i = 0; i < widths.length; i++) {
      String cell = row.get(i);
      line.append(' ').append(cell).append(" ".repeat(widths[i] - width(cell))).append(" |");
    }
    return line.toString();
  }

  /** Chinese characters take two columns of a terminal. */
  private static int width(String text) {
    return text.codePoints().map(c -> c >= 0x1100 ? 2 : 1).sum();
  }
}

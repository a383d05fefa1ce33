package io.tapehouse.etl.job;

import io.tapehouse.dictionary.Dataset;
import io.tapehouse.dictionary.Declaration;
import io.tapehouse.dictionary.Table;
import io.tapehouse.etl.parquet.Cells;
import io.tapehouse.etl.parquet.TableWriter;
import io.tapehouse.extractors.UnreadableFileException;
import io.tapehouse.extractors.tabular.DeclaredReader;
import io.tapehouse.extractors.tabular.DeclaredRows;
import io.tapehouse.extractors.tabular.FileCheck;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Any dataset with a table block in the dictionary: its rows, and what its checks found. */
final class DeclaredEtl implements FileEtl {

  private final Dataset dataset;

  DeclaredEtl(Dataset dataset) {
    this.dataset = dataset;
  }

  @Override
  public void run(Input input, Output output) throws IOException, UnreadableFileException {
    Table lake = input.dictionary().declaredTable(dataset);
    byte[] bytes = Files.readAllBytes(input.path());
    DeclaredRows read = new DeclaredReader(dataset, lake).read(input.file(), bytes);
    List<Table.Column> columns = lake.columns().subList(1, lake.columns().size());
    TableWriter<@Nullable Object[]> writer =
        output.table(
            lake.name(),
            (row, cells) -> {
              for (int i = 0; i < row.length; i++) {
                write(columns.get(i).type(), row[i], cells);
              }
            });
    for (@Nullable Object[] row : read.rows()) {
      writer.write(row);
    }
    writeChecks(read.checks(), output);
    output.quarantine(read.badRows());
    output.count(lake.name(), read.rowsRead(), read.badRows().size());
    output.read(read.rowsRead(), bytes.length);
    read.newColumns().forEach(column -> output.warn(Warnings.newColumn(input.file(), column)));
    read.notes().forEach(words -> output.warn(Warnings.note(input.file(), words)));
  }

  private static void writeChecks(List<FileCheck> checks, Output output) throws IOException {
    TableWriter<FileCheck> writer =
        output.table(
            Declaration.CHECK_TABLE,
            (check, cells) -> {
              cells.text(check.name());
              cells.text(check.passed() ? "passed" : "failed");
              cells.text(check.expected());
              cells.text(check.found());
            });
    for (FileCheck check : checks) {
      writer.write(check);
    }
  }

  private static void write(String type, @Nullable Object value, Cells cells) {
    if (value == null) {
      cells.none();
    } else if (value instanceof String text) {
      cells.text(text);
    } else if (value instanceof Long number) {
      cells.bigint(number);
    } else if (value instanceof Integer number) {
      cells.integer(number);
    } else if (value instanceof BigDecimal number) {
      cells.decimal(number);
    } else if (value instanceof LocalDate date) {
      cells.date(Math.toIntExact(date.toEpochDay()));
    } else {
      throw new IllegalArgumentException("a column " + type + " cannot take " + value);
    }
  }
}

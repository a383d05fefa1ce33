package io.tapehouse.etl.job;

import static java.util.stream.Collectors.toList;

import io.tapehouse.dictionary.Dataset;
import io.tapehouse.dictionary.Declaration;
import io.tapehouse.dictionary.Table;
import io.tapehouse.dictionary.product.DerivativeType;
import io.tapehouse.etl.parquet.Cells;
import io.tapehouse.etl.parquet.TableWriter;
import io.tapehouse.extractors.SourceFile;
import io.tapehouse.extractors.UnreadableFileException;
import io.tapehouse.extractors.tabular.DeclaredFile;
import io.tapehouse.extractors.tabular.DeclaredReader;
import io.tapehouse.extractors.tabular.DeclaredRows;
import io.tapehouse.extractors.tabular.FileCheck;
import io.tapehouse.extractors.tabular.NamedContract;
import io.tapehouse.extractors.twse.EventPages;
import io.tapehouse.store.archive.Receipt.ArchivedFile;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Any dataset with table blocks in the dictionary: its rows, and what its checks found. */
final class DeclaredEtl implements FileEtl {

  private final Dataset dataset;

  DeclaredEtl(Dataset dataset) {
    this.dataset = dataset;
  }

  @Override
  public void run(Input input, Output output) throws IOException, UnreadableFileException {
    SourceFile file = dataset.detailsOf() == null ? input.file() : pages(input);
    byte[] bytes = dataset.detailsOf() == null ? Files.readAllBytes(input.path()) : zip(input);
    DeclaredFile read = new DeclaredReader(dataset, input.dictionary()).read(file, bytes);
    TableWriter<CheckOf> checks = output.table(Declaration.CHECK_TABLE, DeclaredEtl::writeCheck);
    // Several blocks may fill one table.
    Map<Table, List<DeclaredRows>> byTable =
        read.tables().stream()
            .collect(Collectors.groupingBy(DeclaredRows::table, LinkedHashMap::new, toList()));
    for (Map.Entry<Table, List<DeclaredRows>> table : byTable.entrySet()) {
      TableWriter<@Nullable Object[]> writer = writer(table.getKey(), output);
      long rowsRead = 0;
      long rowsBad = 0;
      for (DeclaredRows rows : table.getValue()) {
        for (@Nullable Object[] row : rows.rows()) {
          writer.write(row);
        }
        for (FileCheck check : rows.checks()) {
          checks.write(new CheckOf(table.getKey().name(), check));
        }
        rowsRead += rows.rowsRead();
        rowsBad += rows.rowsBad();
      }
      output.count(table.getKey().name(), rowsRead, rowsBad);
    }
    writeContracts(read, output);
    output.quarantine(read.badRows());
    output.read(read.rowsRead(), bytes.length);
    read.newColumns().forEach(column -> output.warn(Warnings.newColumn(file, column)));
    read.notes().forEach(words -> output.warn(Warnings.note(file, words)));
  }

  /** Pages with details of events may lie beside one another, as people keep them. */
  private static SourceFile pages(Input input) {
    List<ArchivedFile> files = input.described().files();
    return files.size() == 1
        ? input.file()
        : new SourceFile(
            input.described().dataset(), input.date(), files.get(0).name() + " and others");
  }

  private static byte[] zip(Input input) throws IOException, UnreadableFileException {
    List<ArchivedFile> files = input.described().files();
    if (files.size() == 1) {
      return Files.readAllBytes(input.path());
    }
    SortedMap<String, byte[]> all = new TreeMap<>();
    for (ArchivedFile file : files) {
      byte[] bytes = Files.readAllBytes(input.path(file));
      all.putAll(EventPages.entries(input.source(file), bytes));
    }
    return EventPages.zip(all);
  }

  private record CheckOf(String table, FileCheck check) {}

  private static TableWriter<@Nullable Object[]> writer(Table table, Output output)
      throws IOException {
    List<Table.Column> columns = table.columns().subList(1, table.columns().size());
    return output.table(
        table.name(),
        (row, cells) -> {
          for (int i = 0; i < row.length; i++) {
            write(columns.get(i).type(), row[i], cells);
          }
        });
  }

  /** The contracts that rows of any table are of, each once. */
  private void writeContracts(DeclaredFile read, Output output) throws IOException {
    Optional<DerivativeType> type =
        dataset.tables().stream()
            .flatMap(table -> Stream.ofNullable(table.contracts()))
            .findFirst();
    if (type.isPresent()) {
      TableWriter<NamedContract> writer =
          output.table(
              Declaration.CONTRACT_TABLE,
              (row, cells) -> BarTables.contract(type.get(), row.product(), row.name(), cells));
      for (NamedContract contract : read.contracts()) {
        writer.write(contract);
      }
    }
  }

  private static void writeCheck(CheckOf found, Cells cells) {
    FileCheck check = found.check();
    cells.text(found.table());
    cells.text(check.name());
    cells.text(check.severity().name().toLowerCase(Locale.ROOT));
    cells.text(check.passed() ? "passed" : "failed");
    cells.text(check.expected());
    cells.text(check.found());
  }

  private static void write(String type, @Nullable Object value, Cells cells) {
    if (value == null) {
      cells.none();
    } else if (value instanceof String text) {
      cells.text(text);
    } else if (value instanceof Boolean flag) {
      cells.bool(flag);
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

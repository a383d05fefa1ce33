package io.tapehouse.orchestrator.cli;

import io.tapehouse.dictionary.Dataset;
import io.tapehouse.dictionary.Dictionary;
import io.tapehouse.dictionary.DictionaryText;
import io.tapehouse.dictionary.Table;
import io.tapehouse.dictionary.TableDdl;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code tapehouse dictionary}: what the data means. */
@Command(
    name = "dictionary",
    mixinStandardHelpOptions = true,
    description = "The data dictionary: all tables and datasets, or one of them with its columns.")
final class DictionaryCommand implements Callable<Integer> {

  @Parameters(
      arity = "0..1",
      paramLabel = "TABLE",
      description = "A table of the warehouse, or a dataset.")
  private @Nullable String name;

  @Mixin private JsonOption jsonOption = new JsonOption();

  @Command(
      name = "ddl",
      mixinStandardHelpOptions = true,
      description = "The statement of a migration that creates a table of the warehouse.")
  int ddl(
      @Parameters(paramLabel = "TABLE", description = "A table of the warehouse.") String table) {
    Table found =
        Dictionary.load()
            .warehouseTable(table)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "no table '%s' of the warehouse; tapehouse dictionary lists them"
                            .formatted(table)));
    TableDdl.lines(found).forEach(System.out::println);
    return 0;
  }

  @Override
  public Integer call() throws IOException {
    Dictionary dictionary = Dictionary.load();
    if (name == null) {
      jsonOption.print(Overview.of(dictionary), () -> DictionaryText.overview(dictionary));
      return 0;
    }
    Optional<Table> table = dictionary.warehouseTable(name);
    if (table.isPresent()) {
      jsonOption.print(table.get(), () -> DictionaryText.table(table.get()));
      return 0;
    }
    Optional<Dataset> dataset =
        dictionary.datasets().stream().filter(each -> each.id().equals(name)).findFirst();
    if (dataset.isPresent()) {
      jsonOption.print(dataset.get(), () -> DictionaryText.dataset(dataset.get()));
      return 0;
    }
    throw new IllegalArgumentException(
        "no table or dataset '%s'; tapehouse dictionary lists them".formatted(name));
  }

  /** All that there is, without its columns. */
  private record Overview(List<Entry> tables, List<Entry> datasets) {

    static Overview of(Dictionary dictionary) {
      return new Overview(
          dictionary.warehouseTables().stream()
              .map(table -> new Entry(table.name(), table.title()))
              .toList(),
          dictionary.datasets().stream()
              .map(dataset -> new Entry(dataset.id(), dataset.title()))
              .toList());
    }
  }

  /** A table or a dataset, by the name that this command takes. */
  private record Entry(String name, String title) {}
}

package io.tapehouse.orchestrator.cli;

import io.tapehouse.dictionary.Dataset;
import io.tapehouse.dictionary.Dictionary;
import io.tapehouse.dictionary.DictionaryText;
import io.tapehouse.dictionary.Table;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
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

  @Override
  public Integer call() {
    Dictionary dictionary = Dictionary.load();
    if (name == null) {
      DictionaryText.overview(dictionary).forEach(System.out::println);
      return 0;
    }
    Optional<Table> table = dictionary.warehouseTable(name);
    if (table.isPresent()) {
      DictionaryText.table(table.get()).forEach(System.out::println);
      return 0;
    }
    Optional<Dataset> dataset =
        dictionary.datasets().stream().filter(each -> each.id().equals(name)).findFirst();
    if (dataset.isPresent()) {
      DictionaryText.dataset(dataset.get()).forEach(System.out::println);
      return 0;
    }
    throw new IllegalArgumentException(
        "no table or dataset '%s'; tapehouse dictionary lists them".formatted(name));
  }
}

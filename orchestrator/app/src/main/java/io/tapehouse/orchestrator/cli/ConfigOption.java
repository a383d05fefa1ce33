package io.tapehouse.orchestrator.cli;

import io.tapehouse.dictionary.DatasetDag;
import io.tapehouse.dictionary.Dictionary;
import io.tapehouse.orchestrator.config.ConfigurationException;
import io.tapehouse.orchestrator.config.ConfigurationFile;
import io.tapehouse.orchestrator.config.LoadedConfiguration;
import io.tapehouse.orchestrator.config.Problem;
import io.tapehouse.orchestrator.home.Home;
import io.tapehouse.orchestrator.site.Sites;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of commands that work by the configuration of a home. */
final class ConfigOption implements KnowsSecrets {

  @Mixin private TapehouseCommand.HomeOption homeOption = new TapehouseCommand.HomeOption();

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description =
          "The configuration. Default: TAPEHOUSE_CONFIG, else tapehouse.yaml of the home, if any.")
  private @Nullable Path named;

  private volatile @Nullable LoadedConfiguration last;

  Home home() {
    return homeOption.home();
  }

  Optional<Path> file() {
    return ConfigurationFile.choose(named, System.getenv(), home().root());
  }

  /** The configuration, as far as it can be read. */
  LoadedConfiguration read() {
    LoadedConfiguration read = Sites.withSecrets(LoadedConfiguration.load(file(), System.getenv()));
    last = read;
    return read;
  }

  /**
   * Whether nothing is configured, which is much faster to find out than the effective settings.
   */
  boolean isDefault() {
    return LoadedConfiguration.isDefault(file(), System.getenv());
  }

  @Override
  public Set<String> secrets() {
    LoadedConfiguration read = last;
    return read == null ? Set.of() : read.secrets().values();
  }

  /**
   * The configuration, fit to work with.
   *
   * @throws ConfigurationException when it names a DAG that there is not
   */
  LoadedConfiguration load() {
    LoadedConfiguration loaded = read();
    List<Problem> problems =
        loaded.unknownDags(() -> Dictionary.load().dags().stream().map(DatasetDag::id).toList());
    if (!problems.isEmpty()) {
      throw new ConfigurationException(problems);
    }
    return loaded;
  }
}

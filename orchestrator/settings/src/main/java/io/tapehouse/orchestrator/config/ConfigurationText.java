package io.tapehouse.orchestrator.config;

import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.Yaml;

/** A configuration as a file. */
public final class ConfigurationText {

  private ConfigurationText() {}

  /** All values as YAML that can be read again; secrets are references. */
  public static String yaml(LoadedConfiguration loaded) {
    DumperOptions options = new DumperOptions();
    options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
    options.setSplitLines(false);
    options.setIndicatorIndent(2);
    options.setIndentWithIndicator(true);
    return new Yaml(options).dump(loaded.tree());
  }
}

package io.tapehouse.orchestrator.cli;

import io.tapehouse.orchestrator.config.Configuration;
import io.tapehouse.orchestrator.home.Home;
import io.tapehouse.orchestrator.site.LocalSite;
import io.tapehouse.orchestrator.site.Site;

/** The site that a configuration wants. */
final class Sites {

  private Sites() {}

  static Site of(Home home, Configuration configuration) {
    return switch (configuration.deployment()) {
      case LOCAL -> new LocalSite(home, configuration);
      case AWS -> throw new IllegalStateException();
    };
  }
}

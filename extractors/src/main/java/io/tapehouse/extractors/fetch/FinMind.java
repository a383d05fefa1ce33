package io.tapehouse.extractors.fetch;

import io.tapehouse.dictionary.Dataset;

/** What is different about the publisher FinMind. */
final class FinMind {

  static final String NO_TOKEN =
      "no token: set FINMIND_TOKEN to one of finmindtrade.com with a sponsor's level";

  private FinMind() {}

  static boolean publishes(Dataset dataset) {
    return dataset.id().startsWith("finmind.");
  }
}

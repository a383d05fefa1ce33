package io.tapehouse.orchestrator.config;

import java.util.List;

/**
 * What somebody said of a key.
 *
 * @param texts one, or the items of a list
 */
record Given(List<String> texts, Origin origin) {

  Given {
    texts = List.copyOf(texts);
  }
}

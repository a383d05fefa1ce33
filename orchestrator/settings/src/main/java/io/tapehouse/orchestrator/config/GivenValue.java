package io.tapehouse.orchestrator.config;

import java.util.List;

/**
 * What somebody said of a key.
 *
 * @param texts one, or the items of a list
 */
record GivenValue(List<String> texts, Origin origin) {

  GivenValue {
    texts = List.copyOf(texts);
  }
}

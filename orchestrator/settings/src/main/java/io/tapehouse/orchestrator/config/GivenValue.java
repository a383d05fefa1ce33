package io.tapehouse.orchestrator.config;

import java.util.List;

/**
 * A value that a file or a variable gives to a key.
 *
 * @param texts one, or the items of a list
 */
record GivenValue(List<String> texts, Origin origin) {

  GivenValue {
    texts = List.copyOf(texts);
  }
}

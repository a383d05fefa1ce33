package io.tapehouse.etl.place;

import io.tapehouse.store.ObjectStore;
import java.io.IOException;
import java.nio.file.Path;

/** Writes each file to its place at once: it is invisible as long as no manifest names it. */
record DirectTaskOutput(ObjectStore lake) implements TaskOutput {

  @Override
  public void put(String key, Path file) throws IOException {
    if (!lake.putIfAbsent(key, file)) {
      throw new IllegalStateException(key + " exists already");
    }
  }

  @Override
  public void commit() {}

  @Override
  public void abort() {}
}

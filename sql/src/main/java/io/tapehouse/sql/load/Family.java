package io.tapehouse.sql.load;

import java.util.List;

/** Datasets that are loaded by the same statements. */
interface Family {

  /** Whether {@code dataset} is one of them. */
  boolean has(String dataset);

  /** Tables of the lake without which {@code dataset} cannot be loaded. */
  List<String> needs(String dataset);

  /** The facts that they fill. */
  List<Fact> facts();

  /** Reads the lake into the staged rows of {@link #facts}. */
  void stage(Loading loading);

  /** The checks of this family alone. */
  void check(Loading loading);

  /** Gives accepted loads their dimensions, and each fact its {@link Fact#ids}. */
  void dimensions(Loading loading);
}

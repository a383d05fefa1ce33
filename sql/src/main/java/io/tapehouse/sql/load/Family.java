package io.tapehouse.sql.load;

import io.tapehouse.dictionary.Dataset;
import java.util.List;

/** Datasets that are loaded by the same statements. */
interface Family {

  /** Whether {@code dataset} is one of them: it fills the first of {@link #facts}. */
  default boolean has(Dataset dataset) {
    return dataset.lineage().fills().containsKey(facts().get(0).table());
  }

  /** The facts that they fill: tables whose rows belong to a load. */
  List<Fact> facts();

  /** Reads the lake into the staged rows of {@link #facts}. */
  void stage(Loading loading);

  /** The checks of this family alone. */
  void check(Loading loading);

  /** Where the rows are staged that the ledger counts, for every table that they fill. */
  default List<StagedRows> staged() {
    return facts().stream().map(Fact::rows).toList();
  }

  /**
   * Gives accepted loads what their facts refer to, and each surrogate its {@link Surrogate#ids}.
   * The facts of the loads that are replaced are still there.
   */
  default void dimensions(Loading loading) {}

  /** Makes anew what follows from the facts, which are in their places now. */
  default void derive(Loading loading) {}
}

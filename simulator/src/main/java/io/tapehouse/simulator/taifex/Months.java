package io.tapehouse.simulator.taifex;

/** Which months of a product are listed. */
enum Months {
  /** Three months in a row and three quarters. */
  INDEX,
  /** Two months in a row and three quarters. */
  STOCK,
  /** Later quarters. */
  QUARTERS,
  /** Later even months. */
  EVEN,
  /** Later months. */
  LATER
}

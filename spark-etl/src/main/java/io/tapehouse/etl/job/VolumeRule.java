package io.tapehouse.etl.job;

/** How a publisher counts a trade. */
enum VolumeRule {
  /** Each row is a trade with its lots. */
  LOTS(1),
  /** Each row is buy plus sell (TAIFEX futures, "B+S"). */
  BOTH_SIDES(2),
  /** Each row is buy plus sell of both legs: two spreads met. */
  BOTH_SIDES_OF_BOTH_LEGS(4),
  /** Each trade is two rows, one a side (TAIFEX options, "B or S"). */
  ONCE_A_SIDE(2);

  private final int divisor;

  VolumeRule(int divisor) {
    this.divisor = divisor;
  }

  /** Published volume for one lot. */
  int divisor() {
    return divisor;
  }
}

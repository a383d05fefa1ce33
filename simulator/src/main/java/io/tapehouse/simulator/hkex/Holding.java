package io.tapehouse.simulator.hkex;

/**
 * A row of the table.
 *
 * @param isInvestor whether the holder counts among the consenting investors
 */
record Holding(Participant holder, boolean isInvestor, long shares) {}

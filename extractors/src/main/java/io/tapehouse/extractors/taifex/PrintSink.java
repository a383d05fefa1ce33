package io.tapehouse.extractors.taifex;

/**
 * Takes the prints of a tick file in the order of its lines. Prices are in millionths of the unit
 * that the file quotes, moments in seconds since 1970 UTC, volumes as published: twice the lots of
 * futures, four times the lots on each leg of a spread, and for options the lots of one side.
 *
 * @param <C> what the sink keeps for a contract
 */
public interface PrintSink<C> {

  /** Called when a contract appears for the first time in the file. */
  C contract(ContractName name);

  /** Called when a pair of contracts appears for the first time in the file as a spread. */
  C spread(ContractName near, ContractName far);

  /**
   * A print of a contract.
   *
   * @param line of the file, from 1
   * @param line of the file, from 1
   * @param starred whether the row bears the publisher's star: of an opening call auction
   */
  void print(
      C contract, long line, long moment, boolean day, long price, long volume, boolean starred);

  /**
   * A print of a spread.
   *
   * @param line of the file, from 1
   * @param starred whether the row bears the publisher's star
   */
  void spreadPrint(
      C spread,
      long line,
      long moment,
      boolean day,
      long price,
      long nearPrice,
      long farPrice,
      long volume,
      boolean starred);
}

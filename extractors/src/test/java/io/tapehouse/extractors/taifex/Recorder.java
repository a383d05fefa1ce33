package io.tapehouse.extractors.taifex;

import java.util.ArrayList;
import java.util.List;

/** Keeps every print. A contract is its key, a spread the keys of both legs. */
final class Recorder implements PrintSink<String> {

  private final List<Print> prints = new ArrayList<>();
  private final List<Long> lines = new ArrayList<>();

  /** A print; the prices of legs are 0 for what is no spread. Its line is kept beside it. */
  record Print(
      String contract,
      long moment,
      boolean day,
      long price,
      long near,
      long far,
      long volume,
      boolean starred) {

    static Print of(String contract, long moment, boolean day, long price, long volume) {
      return new Print(contract, moment, day, price, 0, 0, volume, false);
    }

    /** The same of an opening call auction. */
    Print auction() {
      return new Print(contract, moment, day, price, near, far, volume, true);
    }
  }

  List<Print> prints() {
    return prints;
  }

  /** The line of each print. */
  List<Long> lines() {
    return lines;
  }

  @Override
  public String contract(ContractName name) {
    return name.key();
  }

  @Override
  public String spread(ContractName near, ContractName far) {
    return near.key() + " " + far.key();
  }

  @Override
  public void print(
      String contract,
      long line,
      long moment,
      boolean day,
      long price,
      long volume,
      boolean starred) {
    lines.add(line);
    prints.add(new Print(contract, moment, day, price, 0, 0, volume, starred));
  }

  @Override
  public void spreadPrint(
      String spread,
      long line,
      long moment,
      boolean day,
      long price,
      long nearPrice,
      long farPrice,
      long volume,
      boolean starred) {
    lines.add(line);
    prints.add(new Print(spread, moment, day, price, nearPrice, farPrice, volume, starred));
  }
}

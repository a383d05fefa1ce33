package io.tapehouse.extractors.taifex;

import java.util.ArrayList;
import java.util.List;

/** Keeps every print. A contract is its key, a spread the keys of both legs. */
final class Recorder implements PrintSink<String> {

  private final List<Print> prints = new ArrayList<>();

  /** A print; the prices of legs are 0 for what is no spread. */
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
  }

  List<Print> prints() {
    return prints;
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
  public void print(String contract, long moment, boolean day, long price, long volume) {
    prints.add(Print.of(contract, moment, day, price, volume));
  }

  @Override
  public void spreadPrint(
      String spread,
      long moment,
      boolean day,
      long price,
      long nearPrice,
      long farPrice,
      long volume,
      boolean starred) {
    prints.add(new Print(spread, moment, day, price, nearPrice, farPrice, volume, starred));
  }
}

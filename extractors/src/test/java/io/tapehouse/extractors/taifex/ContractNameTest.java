package io.tapehouse.extractors.taifex;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Natural keys of contracts. */
class ContractNameTest {

  @Test
  void keys() {
    assertThat(ContractName.future("TX", "202412").key()).isEqualTo("TX/202412");
    assertThat(ContractName.future("MTX", "202501W4").key()).isEqualTo("MTX/202501W4");
    assertThat(ContractName.security("006204").key()).isEqualTo("006204");
  }

  @Test
  void strikesBearNoZerosThatSayNothing() {
    assertThat(ContractName.option("TXO", "202412", 22_000_000_000L, "C").key())
        .isEqualTo("TXO/202412/22000/C");
    assertThat(ContractName.option("CCO", "202412", 47_500_000L, "P").key())
        .isEqualTo("CCO/202412/47.5/P");
    assertThat(ContractName.option("TXO", "202412", 100_000_000L, "P").key())
        .isEqualTo("TXO/202412/100/P");
  }
}

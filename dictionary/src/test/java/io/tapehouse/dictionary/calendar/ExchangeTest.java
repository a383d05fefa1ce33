package io.tapehouse.dictionary.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class ExchangeTest {

  private static final LocalDate SATURDAY = LocalDate.of(2024, 11, 9);

  @Test
  void allHaveACodeOfTheirOwn() {
    assertThat(Exchange.codes())
        .doesNotHaveDuplicates()
        .containsExactlyInAnyOrder("TWSE", "TPEx", "TAIFEX", "CCASS");
    assertThat(Exchange.find("TAIFEX")).get().extracting(Exchange::daysOf).isEqualTo("TWSE");
    assertThat(Exchange.find("NYSE")).isEmpty();
    assertThat(Exchange.find("taifex")).as("codes are as they are written").isEmpty();
  }

  @Test
  void anExchangeTradesOnDaysOfOneThatHasItsOwn() {
    assertThat(Exchange.all())
        .filteredOn(exchange -> exchange.daysOf() != null)
        .allSatisfy(
            exchange ->
                assertThat(Exchange.find(String.valueOf(exchange.daysOf())))
                    .get()
                    .extracting(Exchange::daysOf)
                    .isNull());
    assertThat(Exchange.onDaysOf("TWSE")).containsExactly("TPEx", "TAIFEX");
    assertThat(Exchange.onDaysOf("CCASS")).isEmpty();
  }

  @Test
  void saturdaysAreThoseOfTheDictionary() {
    assertThat(Exchange.all())
        .allSatisfy(
            exchange ->
                assertThat(TradingCalendar.assumed(exchange.code()).isOpen(SATURDAY))
                    .isEqualTo(exchange.openOnSaturdays()));
    assertThat(TradingCalendar.assumed("CCASS").isOpen(SATURDAY)).isTrue();
    assertThat(TradingCalendar.assumed("NYSE").isOpen(SATURDAY)).isFalse();
  }
}

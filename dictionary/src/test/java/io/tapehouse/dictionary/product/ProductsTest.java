package io.tapehouse.dictionary.product;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapehouse.dictionary.Dictionary;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which product a publisher's code stands for. */
@Tag("calendar")
class ProductsTest {

  private static final Products PRODUCTS = Dictionary.load().products();

  @Test
  void aListedProductHasItsIndexAndHours() {
    Product product = PRODUCTS.find(DerivativeType.FUTURES, "TX");
    assertThat(product.index()).contains("TAIEX");
    assertThat(product.exchange()).isEqualTo("TAIFEX");
    assertThat(product.settlement()).isEqualTo(SettlementRule.THIRD_WEDNESDAY);
    TradingHours hours = product.hours();
    assertThat(hours.dayOpen()).isEqualTo(LocalTime.of(8, 45));
    assertThat(hours.dayClose()).isEqualTo(LocalTime.of(13, 45));
    assertThat(hours.dayCloseExpiring()).isEqualTo(LocalTime.of(13, 30));
    assertThat(hours.nightOpen()).contains(LocalTime.of(15, 0));
    assertThat(hours.nightClose()).contains(LocalTime.of(5, 0));
  }

  @Test
  void theFirstNightSessionBeganOnThe15thOfMay2017() {
    assertThat(PRODUCTS.firstNight()).isEqualTo(LocalDate.of(2017, 5, 16));
  }

  @Test
  void productsOfOtherYears() {
    Product india = PRODUCTS.find(DerivativeType.FUTURES, "I5F");
    assertThat(india.hours().dayClose()).isEqualTo(LocalTime.of(16, 15));
    assertThat(india.settlement()).isEqualTo(SettlementRule.UNKNOWN);
    assertThat(PRODUCTS.find(DerivativeType.OPTIONS, "RHO").hours().dayClose())
        .isEqualTo(LocalTime.of(16, 15));
  }

  @Test
  void withoutAnEarlyCloseTheLastDayEndsAsAnyOther() {
    TradingHours hours = PRODUCTS.find(DerivativeType.FUTURES, "UDF").hours();
    assertThat(hours.dayCloseExpiring()).isEqualTo(hours.dayClose());
  }

  @Test
  void aStockFutureThatNobodyListedBelongsToItsFamily() {
    Product product = PRODUCTS.find(DerivativeType.FUTURES, "CZF");
    assertThat(product.title()).isEmpty();
    assertThat(product.index()).isEmpty();
    assertThat(product.underlying()).isEmpty();
    assertThat(product.settlement()).isEqualTo(SettlementRule.THIRD_WEDNESDAY);
    assertThat(product.hours().nightOpen()).isEmpty();
    assertThat(product.hours().dayClose()).isEqualTo(LocalTime.of(13, 45));
  }

  @ParameterizedTest
  @CsvSource({
    "FUTURES, CZ1, THIRD_WEDNESDAY",
    "FUTURES, TX, THIRD_WEDNESDAY",
    "FUTURES, UDF, UNKNOWN",
    "FUTURES, QQQQ, UNKNOWN",
    "FUTURES, TXO, UNKNOWN",
    "OPTIONS, TXO, THIRD_WEDNESDAY",
    "OPTIONS, CDA, THIRD_WEDNESDAY",
    "OPTIONS, TX, UNKNOWN",
    "ETF, 006204, UNKNOWN",
  })
  void theSettlementRuleGoesByTypeAndCode(DerivativeType type, String code, SettlementRule rule) {
    assertThat(PRODUCTS.find(type, code).settlement()).isEqualTo(rule);
    assertThat(PRODUCTS.find(type, code).code()).isEqualTo(code);
  }

  @Test
  void anUnknownCodeTradesTheUsualDay() {
    Product product = PRODUCTS.find(DerivativeType.FUTURES, "QQQQ");
    assertThat(product.hours()).isEqualTo(PRODUCTS.find(DerivativeType.FUTURES, "XIF").hours());
  }

  @Test
  void headersOfIndices() {
    assertThat(PRODUCTS.indexName("發行量加權股價指數")).isEqualTo("TAIEX");
    assertThat(PRODUCTS.indexName("水泥類指數")).isEqualTo("水泥類指數");
  }

  @Test
  void anIndexThatWasRenamedIsOneIndex() {
    assertThat(PRODUCTS.indexName("觀光類指數")).isEqualTo("觀光餐旅類指數");
    assertThat(PRODUCTS.indexName("觀光餐旅類指數")).isEqualTo("觀光餐旅類指數");
    LocalDate renamed = LocalDate.of(2023, 7, 3);
    assertThat(PRODUCTS.indexNames())
        .filteredOn(name -> name.index().equals("觀光餐旅類指數"))
        .containsExactly(
            new IndexName("觀光餐旅類指數", "觀光類指數", Optional.empty(), Optional.of(renamed), false),
            new IndexName("觀光餐旅類指數", "觀光餐旅類指數", Optional.of(renamed), Optional.empty(), false));
  }

  @Test
  void typesBearTheWarehousesLabels() {
    assertThat(DerivativeType.values())
        .extracting(DerivativeType::label)
        .containsExactly("ETF", "Futures", "Options");
  }
}

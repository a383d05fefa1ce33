package io.tapehouse.dictionary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tapehouse.dictionary.Lineage.Role;
import io.tapehouse.dictionary.calendar.Exchange;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The lineage of the dictionary is consistent. */
class LineageTest {

  private static final Dictionary DICTIONARY = Dictionary.load();

  static Stream<Dataset> datasets() {
    return DICTIONARY.datasets().stream();
  }

  static Stream<DatasetDag> dags() {
    return DICTIONARY.dags().stream();
  }

  @ParameterizedTest
  @MethodSource("datasets")
  void namesTablesDatasetsAndDagsThatThereAre(Dataset dataset) {
    Lineage lineage = dataset.lineage();
    assertThat(DICTIONARY.lakeTables())
        .extracting(Table::name)
        .containsAll(lineage.lakeTables())
        .containsAll(
            lineage.evidence().stream()
                .map(Lineage.Evidence::lake)
                .filter(Objects::nonNull)
                .toList());
    assertThat(DICTIONARY.datasets())
        .extracting(Dataset::id)
        .containsAll(lineage.evidenceDatasets());
    assertThat(DICTIONARY.factTables(dataset.id()))
        .hasSameSizeAs(lineage.fills().keySet())
        .allMatch(Table::isLoaded)
        .allMatch(table -> table.sources().contains(dataset.id()));
    if (lineage.dag() != null) {
      assertThat(DICTIONARY.dag(lineage.dag()).datasets()).contains(dataset);
    }
  }

  @ParameterizedTest
  @MethodSource("datasets")
  void fillsTablesByItsRole(Dataset dataset) {
    Role role = dataset.lineage().role();
    boolean makesFacts = role == Role.FACTS || role == Role.HISTORY;
    assertThat(dataset.lineage().fills().isEmpty()).isNotEqualTo(makesFacts);
    assertThat(dataset.isOfTradingDates()).isEqualTo(role == Role.FACTS || role == Role.EVIDENCE);
  }

  @ParameterizedTest
  @MethodSource("datasets")
  void namesItsChecksAmongThoseOfItsTables(Dataset dataset) {
    List<String> checks =
        DICTIONARY.factTables(dataset.id()).stream()
            .flatMap(table -> table.checks().stream())
            .toList();
    assertThat(checks)
        .containsAll(dataset.lineage().evidence().stream().map(Lineage.Evidence::check).toList());
  }

  @Test
  void aTableIsFilledFromOneTableOfTheLakeWhateverTheDataset() {
    for (Dataset dataset : DICTIONARY.datasets()) {
      dataset
          .lineage()
          .fills()
          .forEach((table, lake) -> assertThat(DICTIONARY.lakeTableOf(table)).isEqualTo(lake));
    }
  }

  @ParameterizedTest
  @MethodSource("dags")
  void aDagBringsAllItsDatasets(DatasetDag dag) {
    List<String> brought =
        Stream.concat(dag.calendarDatasets().stream(), dag.dailyDatasets().stream()).toList();
    assertThat(brought)
        .doesNotHaveDuplicates()
        .containsAll(dag.datasets().stream().map(Dataset::id).toList());
    assertThat(dag.facts()).contains(dag.proof());
    assertThat(Exchange.codes()).contains(dag.exchange());
  }

  @Test
  void exchangesNameDatasetsThatThereAre() {
    assertThat(DICTIONARY.datasets())
        .extracting(Dataset::id)
        .containsAll(
            Exchange.all().stream()
                .flatMap(each -> Stream.of(each.schedule(), each.history(), each.proof()))
                .filter(Objects::nonNull)
                .toList());
  }

  @Test
  void dagsAreThoseThatRunByDefaultWhereNoneIsNamed() {
    assertThat(DICTIONARY.dags(List.of()))
        .extracting(DatasetDag::id)
        .containsExactly("taiwan_index", "taiwan_stock", "taiwan_derivatives");
    assertThat(DICTIONARY.dags(List.of("hkex_ccass_daily", "hkex_ccass_daily")))
        .singleElement()
        .matches(DatasetDag::needsPermission);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DICTIONARY.dags(List.of("taiwan")))
        .withMessageContaining("taiwan_index");
  }

  @Test
  void theTaiwanIndexIsBroughtAsEver() {
    DatasetDag dag = DICTIONARY.dag("taiwan_index");
    assertThat(dag.calendarDatasets())
        .containsExactly("twse.holiday_schedule", "twse.mi_5mins_hist");
    assertThat(dag.factDatasets())
        .containsExactly(
            "twse.mi_5mins_hist",
            "twse.mi_5mins_index",
            "taifex.futures_tick",
            "taifex.options_tick",
            "finmind.stock_tick");
    assertThat(dag.dailyDatasets())
        .containsExactly(
            "twse.mi_5mins_index",
            "taifex.futures_tick",
            "taifex.futures_spread_tick",
            "taifex.futures_spread_report",
            "taifex.options_tick",
            "finmind.stock_tick");
    assertThat(dag.figuresOf("twse.mi_5mins_index")).containsExactly("twse.mi_5mins_hist");
    assertThat(dag.readers())
        .containsOnlyKeys("taifex.futures_spread_report", "taifex.futures_spread_tick");
  }

  @Test
  void rowsOfAFileAreCountedOnce() {
    Lineage pages = DICTIONARY.dataset("hkex.ccass_shareholding").lineage();
    assertThat(pages.countedIn("ccass_row")).contains("ccass_holding");
    assertThat(pages.countedIn("ccass_page")).contains("ccass_summary");
    assertThat(pages.countedIn("quarantine")).isEmpty();
  }
}

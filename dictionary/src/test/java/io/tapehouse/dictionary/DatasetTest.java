package io.tapehouse.dictionary;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapehouse.dictionary.Dataset.Period;
import io.tapehouse.dictionary.calendar.LocalTimeText;
import io.tapehouse.dictionary.calendar.TradingCalendar;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** File names and addresses of a date. */
@Tag("calendar")
class DatasetTest {

  private static final Dictionary DICTIONARY = Dictionary.load();

  @ParameterizedTest
  @CsvSource({
    "taifex.futures_tick, 2021-07-06, Daily_2021_07_06.zip",
    "taifex.futures_spread_tick, 2021-07-26, Daily_2021_07_26_C.zip",
    "taifex.futures_spread_report, 2021-07-26, Daily_2021_07_26_B.zip",
    "taifex.options_tick, 2021-07-26, OptionsDaily_2021_07_26.zip",
    "twse.holiday_schedule, 2022-01-01, holidaySchedule_111.csv",
    "twse.holiday_schedule, 2010-01-01, holidaySchedule_99.csv",
    "twse.mi_5mins_index, 2021-07-26, MI_5MINS_INDEX.json",
  })
  void theFileOfADate(String dataset, LocalDate date, String name) {
    assertThat(DICTIONARY.dataset(dataset).fileName(date)).isEqualTo(name);
  }

  @Test
  void everyAddressOfADate() {
    assertThat(DICTIONARY.dataset("taifex.options_tick").addresses(LocalDate.of(2021, 7, 6)))
        .containsExactly(
            "https://www.taifex.com.tw/file/taifex/Dailydownload/OptionsDailydownloadCSV/OptionsDaily_2021_07_06.zip");
    assertThat(DICTIONARY.dataset("twse.holiday_schedule").addresses(LocalDate.of(2022, 1, 1)))
        .last()
        .asString()
        .endsWith("queryYear=111");
  }

  @Test
  void nothingIsLeftOfATemplate() {
    LocalDate date = LocalDate.of(2024, 12, 31);
    for (Dataset dataset : DICTIONARY.datasets()) {
      assertThat(dataset.fileName(date)).isNotBlank().doesNotContain("{", "}");
      // A file of the user's own has no address.
      assertThat(dataset.addresses(date).isEmpty())
          .isEqualTo(dataset.id().equals("hkex.corporate_actions"));
      List<String> addresses =
          dataset.detailsOf() == null
              ? dataset.addresses(date)
              : List.of(dataset.pageAddress("2330", date));
      assertThat(addresses)
          .allSatisfy(address -> assertThat(address).startsWith("https://").doesNotContain("{"));
      assertThat(dataset.fields()).isNotEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({"DAY, 2024-02-29", "MONTH, 2024-02-01", "YEAR, 2024-01-01"})
  void aFileIsFiledUnderTheBeginOfItsPeriod(Period period, LocalDate expected) {
    assertThat(period.filedUnder(LocalDate.of(2024, 2, 29))).isEqualTo(expected);
  }

  @Test
  void dueTimesAreLocal() {
    assertThat(DICTIONARY.dataset("taifex.futures_tick").dueTime()).isEqualTo(LocalTime.of(17, 0));
    LocalDate date = LocalDate.of(2024, 2, 29);
    TradingCalendar weekdays = TradingCalendar.assumed("TWSE");
    assertThat(DICTIONARY.dataset("taifex.futures_tick").due(date, weekdays))
        .isEqualTo(date.atTime(17, 0));
    Dataset pages = DICTIONARY.dataset("hkex.ccass_shareholding");
    TradingCalendar ccass = TradingCalendar.assumed("CCASS");
    assertThat(pages.due(date, ccass)).isEqualTo(date.plusDays(1).atTime(8, 0));
    LocalDate saturday = LocalDate.of(2024, 3, 2);
    assertThat(pages.due(saturday, ccass)).isEqualTo(saturday.plusDays(2).atTime(8, 0));
    assertThat(LocalTimeText.parse("16:45")).hasToString("16:45");
    Assertions.assertThatThrownBy(() -> LocalTimeText.parse("25:00"))
        .isInstanceOf(DateTimeParseException.class);
  }
}

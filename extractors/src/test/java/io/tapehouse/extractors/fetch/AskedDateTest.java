package io.tapehouse.extractors.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapehouse.dictionary.Dataset.Period;
import java.time.LocalDate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("calendar")
class AskedDateTest {

  @ParameterizedTest
  @CsvSource({
    "DAY, 2023-01-30, 20230130, true",
    "DAY, 2023-01-30, 2023/01/30, true",
    "DAY, 2023-01-30, 2023-01-30, true",
    "DAY, 2023-01-30, 112/01/30, true",
    "DAY, 2010-01-04, ' 99/01/04', true",
    "DAY, 2023-01-30, 20230131, false",
    "DAY, 2023-01-30, 112/01/31, false",
    "DAY, 2023-01-30, yesterday, false",
    "MONTH, 2023-01-01, 20230130, true",
    "MONTH, 2023-01-01, 20230230, false",
    "MONTH, 2023-01-01, 20220101, false",
    "YEAR, 2022-01-01, 20220907, true",
    "YEAR, 2022-01-01, 20230101, false"
  })
  void asMuchAsTheFileCoversMustAgree(
      Period period, LocalDate asked, String found, boolean agrees) {
    assertThat(new AskedDate(asked, period).complaint(found).isEmpty()).isEqualTo(agrees);
  }

  @ParameterizedTest
  @CsvSource({
    "DAY, 2023-01-30, 112年01月30日 每5秒指數統計, true",
    "DAY, 2023-01-30, 112年01月31日 每5秒指數統計, false",
    "DAY, 2004-02-11, 2004年02月11日大盤統計資訊, true",
    "MONTH, 2023-05-01, 112年05月 發行量加權股價指數歷史資料, true",
    "MONTH, 2023-05-01, 112年06月 發行量加權股價指數歷史資料, false",
    "YEAR, 2022-01-01, 中華民國111年有價證券集中交易市場開（休）市日期表, true",
    "YEAR, 2022-01-01, 中華民國115年有價證券集中交易市場開（休）市日期表, false",
    "DAY, 2023-01-30, 無日期, true"
  })
  void titlesAreReadToo(Period period, LocalDate asked, String title, boolean agrees) {
    assertThat(new AskedDate(asked, period).complaintAboutTitle(title).isEmpty()).isEqualTo(agrees);
  }
}

package io.tapehouse.extractors.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapehouse.dictionary.Dataset;
import io.tapehouse.dictionary.Dictionary;
import io.tapehouse.extractors.fetch.AnswerVerdict.Accepted;
import io.tapehouse.extractors.fetch.AnswerVerdict.Nothing;
import io.tapehouse.extractors.fetch.AnswerVerdict.OtherWeek;
import io.tapehouse.extractors.fetch.AnswerVerdict.Refused;
import io.tapehouse.extractors.http.Answer;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The date in the rows of a declared CSV proves whether it is what was asked for. */
class DeclaredAnswersTest {

  private static final LocalDate FRIDAY = LocalDate.of(2023, 8, 25);

  @TempDir private Path folder;

  @Test
  void theFileOfAnotherWeekIsNoFailure() throws IOException {
    String header = "資料日期,證券代號,持股分級,人數,股數,占集保庫存數比例%\r\n";
    String dataset = "tdcc.shareholding_distribution";
    assertThat(check(dataset, header + "20230825,0050,1,2,3,0.10\r\n"))
        .isInstanceOf(Accepted.class);
    assertThat(check(dataset, header + "2023/08/25,0050,1,2,3,0.10\r\n"))
        .isInstanceOf(Accepted.class);
    assertThat(check(dataset, header + "20230901,0050,1,2,3,0.10\r\n"))
        .isEqualTo(new OtherWeek("20230901"));
  }

  @Test
  void theFileOfAnotherDayIsRefused() throws IOException {
    String header = "日期,賣權成交量,買權成交量,買賣權成交量比率%,賣權未平倉量,買權未平倉量,買賣權未平倉量比率%\r\n";
    assertThat(check("taifex.put_call_ratio", header + "2023/08/25,1,2,50.00,3,4,75.00,\r\n"))
        .isInstanceOf(Accepted.class);
    assertThat(check("taifex.put_call_ratio", header + "2023/08/24,1,2,50.00,3,4,75.00,\r\n"))
        .isEqualTo(new Refused("expected the date 2023-08-25, found 2023/08/24"));
  }

  @Test
  void theStateOfADayAboutTheOneAskedForIsFiledUnderTheDateInside() throws IOException {
    String header = "出表日期,公司代號,公司名稱\r\n";
    String dataset = "mopsfin.t187ap03_l";
    assertThat(check(dataset, header + "\"1120826\",\"1101\",\"x\"\r\n"))
        .isEqualTo(new Accepted(AnswerFormat.CSV, LocalDate.of(2023, 8, 26)));
    assertThat(check(dataset, header + "\"1120824\",\"1101\",\"x\"\r\n"))
        .isEqualTo(new Accepted(AnswerFormat.CSV, LocalDate.of(2023, 8, 24)));
    assertThat(check(dataset, header + "\"1120901\",\"1101\",\"x\"\r\n"))
        .isEqualTo(new OtherWeek("2023-09-01"));
    assertThat(check(dataset, header + "\"x\",\"1101\",\"x\"\r\n")).isInstanceOf(Refused.class);
  }

  @Test
  void aPageSaysTheDayOnWhichItWasMade() throws IOException {
    String dataset = "twse.isin_listed";
    assertThat(check(dataset, "<body><h2>最近更新日期:2023/08/26  </h2><table>"))
        .isEqualTo(new Accepted(AnswerFormat.HTML, LocalDate.of(2023, 8, 26)));
    assertThat(check(dataset, "<body><h2>最近更新日期:2023/10/26  </h2><table>"))
        .isEqualTo(new OtherWeek("2023-10-26"));
    assertThat(check(dataset, "<script>location='class_nofind.html'</script>"))
        .isInstanceOf(Nothing.class);
    assertThat(check(dataset, "<html>系統維護中</html>")).isInstanceOf(Refused.class);
    assertThat(check(dataset, "a,b\r\n1,2\r\n")).isInstanceOf(Refused.class);
  }

  private AnswerVerdict check(String id, String text) throws IOException {
    Dataset dataset = Dictionary.load().dataset(id);
    byte[] bytes = text.getBytes(Charset.forName(dataset.encoding()));
    Path file = Files.write(folder.resolve("answer"), bytes);
    return AnswerCheck.check(dataset, FRIDAY, new Answer(file, bytes.length, "text/csv"));
  }
}

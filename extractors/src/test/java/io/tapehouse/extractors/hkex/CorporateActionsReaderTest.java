package io.tapehouse.extractors.hkex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tapehouse.extractors.BadRow;
import io.tapehouse.extractors.SourceFile;
import io.tapehouse.extractors.UnreadableFileException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A user's own CSV, with what spreadsheets and people do to it. */
class CorporateActionsReaderTest {

  private static final String HEADER =
      "stock_code,effective_date,kind,old_shares,new_shares,note\n";
  private static final SourceFile FILE =
      new SourceFile(
          "hkex.corporate_actions", LocalDate.of(2014, 1, 1), "corporate_actions_2014.csv");

  @Test
  void rowsAreReadWhateverTheOrderOfTheColumns() throws Exception {
    String csv =
        "\uFEFFNote, kind ,new_shares,old_shares,effective_date,stock_code,mine\r\n"
            + "\"page 3, \"\"circular\"\"\",SPLIT,5,1,2014-05-15,700,x\r\n\r\n";
    CorporateActionFile read =
        CorporateActionsReader.read(FILE, csv.getBytes(StandardCharsets.UTF_8));
    assertThat(read.actions())
        .containsExactly(
            new CorporateAction(
                "00700",
                LocalDate.of(2014, 5, 15),
                CorporateAction.Kind.SPLIT,
                1,
                5,
                "page 3, \"circular\""));
    assertThat(read.rowsRead()).isEqualTo(1);
  }

  @Test
  void whatIsWrittenIsReadAgain() throws Exception {
    List<CorporateAction> actions =
        List.of(
            new CorporateAction(
                "09868", LocalDate.of(2014, 7, 1), CorporateAction.Kind.BONUS, 10, 13, ""),
            new CorporateAction(
                "00001",
                LocalDate.of(2014, 6, 3),
                CorporateAction.Kind.CONSOLIDATION,
                10,
                1,
                "a, \"b\" \u9A30\u8A0A"));
    byte[] csv = CorporateActionFile.csv(actions);
    assertThat(CorporateActionsReader.read(FILE, csv).actions())
        .containsExactly(actions.get(1), actions.get(0));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0070A,2014-05-15,split,1,5, | expected a stock code of five digits, found '0070A'",
        "00700,15/5/2014,split,1,5, | expected a date like 2025-09-11, found '15/5/2014'",
        "00700,2015-05-15,split,1,5, | expected a date of 2014, found 2015-05-15",
        "00700,2014-05-15,merger,1,5, | expected split, consolidation or bonus, found 'merger'",
        "00700,2014-05-15,split,0,5, | expected a whole number of at least 1 in old_shares, found '0'",
        "00700,2014-05-15,split,1,5.5, | expected a whole number of at least 1 in new_shares, found '5.5'",
        "00700,2014-05-15,split,5,1, | expected more new shares than old ones in a split, found 1 for 5",
        "00700,2014-05-15,consolidation,1,10, | expected fewer new shares than old ones in a consolidation, found 10 for 1",
        "00700,2014-05-15,split,1,5,\"open | expected a \" at the end of a cell, found none",
        "00700 | expected a date like 2025-09-11, found ''",
        "00001,2014-01-02,split,1,3, | expected one row of 00001 on 2014-01-02, found another in line 2"
      })
  void rowsThatCannotBeRightAreSetAside(String row, String reason) throws Exception {
    String csv = HEADER + "1,2014-01-02,split,1,2,\n" + row + "\n00002,2014-01-02,split,1,2,\n";
    CorporateActionFile read =
        CorporateActionsReader.read(FILE, csv.getBytes(StandardCharsets.UTF_8));
    assertThat(read.actions())
        .extracting(CorporateAction::stockCode)
        .containsExactly("00001", "00002");
    assertThat(read.badRows())
        .containsExactly(new BadRow("corporate_actions_2014.csv", 3, reason, row));
    assertThat(read.rowsRead()).isEqualTo(3);
  }

  @Test
  void tooManyBadRowsAreARefusal() {
    String csv = HEADER + "x,,,,,\n".repeat(4);
    assertThatThrownBy(
            () -> CorporateActionsReader.read(FILE, csv.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(UnreadableFileException.class)
        .hasMessageContaining("expected at most 3 bad rows of 4, found 4");
  }

  @Test
  void otherFilesAreRefused() {
    assertThatThrownBy(() -> CorporateActionsReader.readAny("mine.csv", new byte[0]))
        .hasMessage("mine.csv: expected a CSV with a header, found an empty file");
    assertThatThrownBy(
            () ->
                CorporateActionsReader.readAny(
                    "mine.csv", "a,b\n1,2\n".getBytes(StandardCharsets.UTF_8)))
        .hasMessageContaining("expected the columns stock_code, effective_date, kind,")
        .hasMessageEndingWith("found 'a,b'");
    byte[] big5 =
        (HEADER + "00700,2014-05-15,split,1,5,\u9A30\u8A0A\n").getBytes(Charset.forName("Big5"));
    assertThatThrownBy(() -> CorporateActionsReader.readAny("mine.csv", big5))
        .hasMessage("mine.csv: expected text in UTF-8, found other bytes");
  }
}

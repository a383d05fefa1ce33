package io.tapehouse.extractors.taifex;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How lines end changes nothing. */
class LineEndsTest {

  @TempDir Path folder;
  private List<Recorder.Print> expected = List.of();

  @BeforeEach
  void readPlain() throws Exception {
    expected = Tape.futures(Tape.zip(folder, Tape.smallDay())).prints();
    assertThat(expected).hasSize(5);
  }

  @Test
  void lineFeedsAlone() throws Exception {
    assertThat(read(String.join("\n", Tape.smallDay()) + "\n")).isEqualTo(expected);
  }

  @Test
  void noneAtTheEnd() throws Exception {
    assertThat(read(String.join("\r\n", Tape.smallDay()))).isEqualTo(expected);
    assertThat(read(String.join("\n", Tape.smallDay()))).isEqualTo(expected);
  }

  @Test
  void blankLinesAnywhereBelowTheHeader() throws Exception {
    List<String> lines = new ArrayList<>();
    for (String line : Tape.smallDay()) {
      lines.add(line);
      lines.add("");
      lines.add("   ");
    }
    assertThat(read(String.join("\r\n", lines) + "\r\n\r\n\n")).isEqualTo(expected);
  }

  @Test
  void aTitleAboveTheHeader() throws Exception {
    assertThat(read("期貨每筆成交資料,,,\r\n" + String.join("\r\n", Tape.smallDay()))).isEqualTo(expected);
  }

  private List<Recorder.Print> read(String text) throws Exception {
    Tape.Read read = Tape.futures(Tape.zip(folder, text.getBytes(Encodings.PUBLISHED)));
    assertThat(read.quarantine().rows()).isEmpty();
    return read.prints();
  }
}

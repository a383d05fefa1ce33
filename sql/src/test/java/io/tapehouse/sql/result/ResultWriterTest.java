package io.tapehouse.sql.result;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("calendar")
class ResultWriterTest {

  @Test
  void csvQuotesWhatNeedsIt() throws IOException {
    assertThat(
            write(
                ResultFormat.CSV,
                List.of("a", "b,c"),
                row("x\ny", null),
                row("", "\r"),
                row(" space ", "\"")))
        .isEqualTo("a,\"b,c\"\n\"x\ny\",\n\"\",\"\r\"\n space ,\"\"\"\"\n");
  }

  @Test
  void numbersAreNeverScientific() throws IOException {
    assertThat(
            write(
                ResultFormat.CSV,
                List.of("n"),
                row(new BigDecimal("1E+10")),
                row(new BigDecimal("0.0000001")),
                row(1e21),
                row(1.0),
                row(-0.1f),
                row(new BigInteger("170141183460469231731687303715884105727")),
                row(Double.NaN)))
        .isEqualTo(
            """
            n
            10000000000
            0.0000001
            1000000000000000000000.0
            1.0
            -0.1
            170141183460469231731687303715884105727
            NaN
            """);
  }

  @Test
  void timesShowAFractionOnlyWhenThereIsOne() throws IOException {
    LocalDateTime time = LocalDateTime.of(2023, 1, 30, 1, 0);
    assertThat(
            write(
                ResultFormat.CSV,
                List.of("t"),
                row(time),
                row(time.plusNanos(1000)),
                row(OffsetDateTime.of(time, ZoneOffset.ofHours(8)))))
        .isEqualTo("t\n2023-01-30T01:00:00\n2023-01-30T01:00:00.000001\n2023-01-29T17:00:00Z\n");
  }

  @Test
  void jsonEscapesAndNumbersRepeatedNames() throws IOException {
    assertThat(
            write(
                ResultFormat.JSON,
                List.of("id", "id"),
                row("\u0001\"\\\n", Double.POSITIVE_INFINITY),
                row(new BigDecimal("1.50"), false)))
        .isEqualTo(
            """
            [
            {"id":"\\u0001\\"\\\\\\n","id_2":"Infinity"},
            {"id":1.50,"id_2":false}
            ]
            """);
    assertThat(write(ResultFormat.JSON, List.of("a"))).isEqualTo("[]\n");
  }

  @Test
  void tableCountsWideCharactersAsTwoAndAlignsNumbers() throws IOException {
    assertThat(
            write(
                ResultFormat.TABLE,
                List.of("name", "n"),
                row("台積電", 5),
                row("e\u0301", -1000),
                row(null, null)))
        .isEqualTo(
            """
            name        n
            ------  -----
            台積電      5
            e\u0301       -1000

            (3 rows)
            """);
    assertThat(write(ResultFormat.TABLE, List.of("n"), row(1))).endsWith("(1 row)\n");
  }

  @Test
  void tableKeepsLineBreaksAndEscapesOtherControlCharacters() throws IOException {
    assertThat(
            write(
                ResultFormat.TABLE,
                List.of("key", "plan", "n\nm"),
                row("physical_plan", "┌──┐\n│甲│\r\n└──┘\n", 12),
                row("a\tb\u001b[2J", "one\r\rthree\u2028four", null),
                row("\u0000\u0085\u007f", "\n", 1)))
        .isEqualTo(
            """
            key                 plan    n
                                        m
            ------------------  -----  --
            physical_plan       ┌──┐   12
                                │甲│
                                └──┘
            a\\tb\\u001b[2J       one

                                three
                                four
            \\u0000\\u0085\\u007f          1
            (3 rows)
            """);
  }

  @Test
  void tableStreamsLongResults() throws IOException {
    ResultWriter writer;
    StringWriter out = new StringWriter();
    writer = ResultFormat.TABLE.to(out);
    writer.begin(List.of("n"));
    for (int i = 0; i < 1000; i++) {
      writer.row(row(i));
    }
    assertThat(out.toString()).contains("999");
    writer.row(row("wider than all before"));
    writer.end();
    assertThat(out.toString()).endsWith("\nwider than all before\n(1001 rows)\n");
  }

  private static @Nullable Object[] row(@Nullable Object... values) {
    return values == null ? new Object[] {null} : values;
  }

  private static String write(ResultFormat format, List<String> columns, @Nullable Object[]... rows)
      throws IOException {
    StringWriter out = new StringWriter();
    ResultWriter writer = format.to(out);
    writer.begin(columns);
    for (@Nullable Object[] values : Arrays.asList(rows)) {
      writer.row(values);
    }
    writer.end();
    return out.toString();
  }
}

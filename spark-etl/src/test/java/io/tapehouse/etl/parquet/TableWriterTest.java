package io.tapehouse.etl.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tapehouse.dictionary.Table;
import io.tapehouse.dictionary.Table.Column;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.io.api.Binary;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is written is what a reader finds. */
class TableWriterTest {

  private static final String ATTEMPT = "attempt-1";

  private static final List<String> TYPES =
      List.of(
          "VARCHAR(10)",
          "INTEGER",
          "BIGINT",
          "BOOLEAN",
          "DOUBLE PRECISION",
          "DATE",
          "TIMESTAMP",
          "NUMERIC(18,6)");

  @TempDir Path folder;

  @Test
  void everyTypeComesBack() throws IOException {
    List<Group> rows =
        write(
            false,
            2,
            (row, cells) -> {
              cells.text(row == 0 ? "成交" : "");
              cells.integer(row == 0 ? Integer.MIN_VALUE : Integer.MAX_VALUE);
              cells.bigint(row == 0 ? Long.MIN_VALUE : Long.MAX_VALUE);
              cells.bool(row == 0);
              cells.floating(row == 0 ? -0.1 : Double.MAX_VALUE);
              cells.date(row == 0 ? -1 : 18_834);
              cells.timestamp(row == 0 ? -1 : 1_627_260_300_000_000L);
              cells.decimal(row == 0 ? -10_000 : 999_999_999_999_999_999L);
            });
    assertThat(values(rows.get(0)))
        .containsExactly(
            "成交",
            Integer.toString(Integer.MIN_VALUE),
            Long.toString(Long.MIN_VALUE),
            "true",
            "-0.1",
            "-1",
            "-1",
            "-10000");
    assertThat(values(rows.get(1)))
        .containsExactly(
            "",
            Integer.toString(Integer.MAX_VALUE),
            Long.toString(Long.MAX_VALUE),
            "false",
            Double.toString(Double.MAX_VALUE),
            "18834",
            "1627260300000000",
            "999999999999999999");
  }

  @Test
  void everyTypeMayBeNothing() throws IOException {
    List<Group> rows =
        write(
            true,
            3,
            (row, cells) -> {
              if (row == 1) {
                cells.text(Binary.fromString("x"));
                cells.integer(1);
                cells.bigint(2);
                cells.bool(true);
                cells.floating(0);
                cells.date(3);
                cells.timestamp(4);
                cells.decimal(new BigDecimal("-0.07"));
                return;
              }
              cells.text((String) null);
              cells.none();
              cells.none();
              cells.none();
              cells.floating(Double.NaN);
              cells.none();
              cells.none();
              cells.none();
            });
    for (int row : new int[] {0, 2}) {
      assertThat(values(rows.get(row))).hasSize(TYPES.size()).containsOnly("NULL");
    }
    assertThat(values(rows.get(1)))
        .containsExactly("x", "1", "2", "true", "0.0", "3", "4", "-70000");
  }

  @Test
  void aDecimalOfMoreThanSixPlacesIsNotRounded() throws IOException {
    TableWriter<Integer> writer =
        new TableWriter<>(
            table(List.of("NUMERIC(18,6)"), false),
            folder.resolve("x"),
            ATTEMPT,
            (row, cells) -> cells.decimal(new BigDecimal("0.1234567")));
    assertThatThrownBy(() -> writer.write(1)).isInstanceOf(ArithmeticException.class);
  }

  @Test
  void aTableWithoutRowsHasNoFile() throws IOException {
    Path file = folder.resolve("none.parquet");
    try (TableWriter<Integer> writer =
        new TableWriter<>(table(TYPES, true), file, ATTEMPT, (row, cells) -> cells.none())) {
      assertThat(writer.rows()).isZero();
      assertThat(writer.table().name()).isEqualTo("test");
    }
    assertThat(file).doesNotExist();
  }

  @Test
  void anAbandonedFileIsGone() throws IOException {
    Path file = folder.resolve("abandoned.parquet");
    TableWriter<Integer> writer =
        new TableWriter<>(
            table(List.of("INTEGER"), false), file, ATTEMPT, (row, cells) -> cells.integer(row));
    writer.write(1);
    writer.abandon();
    assertThat(file).doesNotExist();
  }

  @Test
  void aRowWithTooFewCellsIsADefect() throws IOException {
    TableWriter<Integer> writer =
        new TableWriter<>(
            table(List.of("INTEGER", "INTEGER"), false),
            folder.resolve("short"),
            ATTEMPT,
            (row, cells) -> cells.integer(row));
    assertThatThrownBy(() -> writer.write(1)).hasMessageContaining("3 columns, but 2 cells");
  }

  @Test
  void nothingIsRefusedWhereAColumnHasAValueInEveryRow() throws IOException {
    TableWriter<Integer> writer =
        new TableWriter<>(
            table(List.of("INTEGER"), false),
            folder.resolve("nothing"),
            ATTEMPT,
            (row, cells) -> cells.none());
    assertThatThrownBy(() -> writer.write(1)).hasMessageContaining("test.c1");
  }

  /** More than a dictionary takes: the first pages have numbers of it, the others the texts. */
  @Test
  void textsThatDoNotRepeatComeBack() throws IOException {
    int rows = 60_000;
    Path file = folder.resolve("texts.parquet");
    Binary often = Cells.encoded("often");
    try (TableWriter<Integer> writer =
        new TableWriter<>(
            table(List.of("VARCHAR(64)", "VARCHAR(64)"), true),
            file,
            ATTEMPT,
            (row, cells) -> {
              cells.text(unique(row));
              if (row % 3 == 0) {
                cells.none();
              } else {
                cells.text(row % 3 == 1 ? often : Cells.encoded("seldom"));
              }
            })) {
      for (int row = 0; row < rows; row++) {
        writer.write(row);
      }
    }
    List<Group> read = ParquetRows.read(file);
    assertThat(read).hasSize(rows);
    List<String> seconds = List.of("NULL", "often", "seldom");
    for (int row = 0; row < rows; row++) {
      assertThat(values(read.get(row))).containsExactly(unique(row), seconds.get(row % 3));
    }
  }

  private static String unique(int row) {
    return "a text of some forty characters, " + row;
  }

  /** In the order of their first time and in others; and more of them than a dictionary takes. */
  @Test
  void momentsComeBackInAnyOrder() throws IOException {
    int rows = 300_000;
    Path file = folder.resolve("moments.parquet");
    try (TableWriter<Integer> writer =
        new TableWriter<>(
            table(List.of("TIMESTAMP", "TIMESTAMP"), true),
            file,
            ATTEMPT,
            (row, cells) -> {
              cells.timestamp(row * 1_000L);
              if (row % 11 == 0) {
                cells.none();
              } else {
                cells.timestamp(moment(row));
              }
            })) {
      for (int row = 0; row < rows; row++) {
        writer.write(row);
      }
    }
    List<Group> read = ParquetRows.read(file);
    assertThat(read).hasSize(rows);
    for (int row = 0; row < rows; row++) {
      String second = row % 11 == 0 ? "NULL" : Long.toString(moment(row));
      if (!values(read.get(row)).equals(List.of(Long.toString(row * 1_000L), second))) {
        assertThat(values(read.get(row)))
            .as("row %d", row)
            .containsExactly(Long.toString(row * 1_000L), second);
      }
    }
  }

  /** A minute after the other, gaps, the same twice, back to the first, before 1970. */
  private static long moment(int row) {
    int minute = row % 500;
    return 60_000_000L * (minute % 7 == 0 ? minute / 2 : minute % 13 == 0 ? 500 - minute : minute)
        - 9_000_000_000L;
  }

  @Test
  void aFileMayHaveManyGroupsOfRows() throws IOException {
    Table table = table(List.of("VARCHAR(10)", "BIGINT", "TIMESTAMP"), false);
    Path file = folder.resolve("groups.parquet");
    int rows = 25_000;
    ColumnFile columns =
        new ColumnFile(file, ParquetSchema.of(table), TableWriter.properties(table), 1);
    Cells cells = new Cells(table, columns.columns());
    for (int row = 0; row < rows; row++) {
      cells.begin();
      cells.text(ATTEMPT);
      cells.text("n" + row % 1000);
      cells.bigint(row);
      cells.timestamp(row / 100);
      cells.end();
      if (columns.endRow()) {
        cells.to(columns.columns());
      }
    }
    columns.close();
    List<Group> read = ParquetRows.read(file);
    assertThat(read).hasSize(rows);
    for (int row = 0; row < rows; row++) {
      assertThat(values(read.get(row)))
          .containsExactly("n" + row % 1000, Integer.toString(row), Integer.toString(row / 100));
    }
    assertThat(ParquetRows.groups(file)).isEqualTo(3);
  }

  private List<Group> write(boolean nullable, int rows, TableWriter.RowEncoder<Integer> encoder)
      throws IOException {
    Path file = folder.resolve("test.parquet");
    try (TableWriter<Integer> writer =
        new TableWriter<>(table(TYPES, nullable), file, ATTEMPT, encoder)) {
      for (int row = 0; row < rows; row++) {
        writer.write(row);
      }
      assertThat(writer.rows()).isEqualTo(rows);
    }
    List<Group> read = ParquetRows.read(file);
    assertThat(read).hasSize(rows);
    return read;
  }

  private static List<String> values(Group row) {
    List<String> values = new ArrayList<>();
    assertThat(row.getString(0, 0)).isEqualTo(ATTEMPT);
    for (int field = 1; field < row.getType().getFieldCount(); field++) {
      values.add(row.getFieldRepetitionCount(field) == 0 ? "NULL" : row.getValueToString(field, 0));
    }
    return values;
  }

  private static Table table(List<String> types, boolean nullable) {
    List<Column> columns = new ArrayList<>();
    columns.add(new Column("attempt_id", "VARCHAR(64)", false, false, null, null, "a test"));
    for (String type : types) {
      columns.add(new Column("c" + columns.size(), type, false, nullable, null, null, "a test"));
    }
    return new Table("test", "a test", columns, null, null, false, null, null);
  }
}

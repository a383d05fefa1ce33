package io.tapehouse.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapehouse.sql.CompatibilityPage.Answer;
import io.tapehouse.sql.CompatibilityPage.Row;
import io.tapehouse.sql.redshift.RedshiftWarehouse;
import io.tapehouse.store.FolderObjectStore;
import io.tapehouse.store.lake.Lake;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The rows that the page calls compared give the same on the stand-in for Redshift. */
class RedshiftCompatibilityTest {

  @TempDir private static Path folder;

  private static Warehouse warehouse;

  @BeforeAll
  static void open() {
    RedshiftRoom room = RedshiftRoom.get();
    warehouse =
        RedshiftWarehouse.open(
            room.settings(room.newDatabase()), room.newLake(), WarehouseTestBase.CLOCK);
  }

  @AfterAll
  static void close() {
    if (warehouse != null) {
      warehouse.close();
      RedshiftRoom.get().dropDatabases();
    }
  }

  static Stream<Row> compared() {
    return CompatibilityPage.rows("The same").stream()
        .filter(row -> row.cells().get(4).equals("yes"));
  }

  @ParameterizedTest
  @MethodSource
  void compared(Row row) {
    Answer answer = Answer.of(warehouse, row.query());
    assertThat(answer.rows()).isEqualTo(row.cells().get(3));
    List<String> names =
        Stream.of(row.cells().get(2).split(", "))
            .map(column -> column.substring(0, column.indexOf(' ')))
            .collect(Collectors.toList());
    assertThat(answer.columns()).isEqualTo(names);
  }

  /** Both engines have the text of any number and moment by any pattern that is known. */
  @Test
  void patternsGiveTheSameTexts() {
    Random random = new Random(5);
    Lake lake = new Lake(new FolderObjectStore(folder.resolve("lake")));
    try (Warehouse duckDb = MigratedDuckDb.open(folder, lake, WarehouseTestBase.CLOCK)) {
      for (int round = 0; round < 10; round++) {
        String sql =
            Stream.generate(() -> random.nextBoolean() ? number(random) : moment(random))
                .limit(100)
                .collect(Collectors.joining(", ", "select ", ""));
        List<String> queried = List.of(sql.split(", (?=to_char)"));
        List<String> expected = List.of(Answer.of(warehouse, sql).rows().split("@, ", -1));
        List<String> found = List.of(Answer.of(duckDb, sql).rows().split("@, ", -1));
        List<String> wrong =
            IntStream.range(0, queried.size())
                .filter(i -> !found.get(i).equals(expected.get(i)))
                .mapToObj(i -> queried.get(i) + ": " + expected.get(i) + ", not " + found.get(i))
                .toList();
        assertThat(wrong).isEmpty();
      }
    }
  }

  private static String number(Random random) {
    BigDecimal value =
        BigDecimal.valueOf(random.nextInt(2_000_001) - 1_000_000L, 4)
            .movePointRight(random.nextInt(6));
    String whole =
        List.of("9", "999", "99999", "9,999,999", "990", "0000", "999G990").get(random.nextInt(7));
    String part = List.of("", ".99", ".00", "D9", ".0999", ".9").get(random.nextInt(6));
    String pattern =
        (random.nextInt(3) == 0 ? "FM" : "")
            + switch (random.nextInt(4)) {
              case 0 -> "S" + whole + part;
              case 1 -> whole + part + "S";
              case 2 -> whole + part + "MI";
              default -> whole + part;
            };
    return "to_char(cast(%s as numeric(18, 4)), '%s') || '@'"
        .formatted(value.toPlainString(), pattern);
  }

  private static String moment(Random random) {
    LocalDateTime value =
        LocalDateTime.of(2000, 1, 1, 0, 0).plusSeconds(random.nextInt(1_000_000_000));
    List<String> elements =
        List.of(
            "YYYY",
            "YY",
            "MM",
            "FMMM",
            "MON",
            "Mon",
            "mon",
            "Month",
            "FMMONTH",
            "DD",
            "FMDD",
            "DDD",
            "DAY",
            "FMDay",
            "Dy",
            "D",
            "HH24",
            "HH12",
            "FMHH",
            "MI",
            "SS",
            "MS",
            "US",
            "Q",
            "WW",
            "IW",
            "IYYY",
            "W",
            "AM",
            "yyyy",
            "\"day T\"");
    String pattern =
        Stream.generate(() -> elements.get(random.nextInt(elements.size())))
            .limit(1 + random.nextInt(5))
            .collect(Collectors.joining("-"));
    return "to_char(cast('%s' as timestamp), '%s') || '@'"
        .formatted(value.format(DateTimeFormatter.ISO_LOCAL_DATE_TIME), pattern);
  }
}

package io.tapehouse.extractors.twse;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapehouse.extractors.SourceFile;
import io.tapehouse.extractors.UnreadableFileException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Random tables, whole and broken, with fixed seeds. */
class TablePropertyTest {

  private static final SourceFile FILE =
      new SourceFile("twse.mi_5mins_index", LocalDate.of(2023, 1, 30), "MI_5MINS_INDEX");
  private static final byte[] NEVER_PART_OF_A_VALUE = {0, 1, (byte) 0x80, (byte) 0xFF, 'x', '"'};

  static long[] seeds() {
    return new Random(20230130).longs(20).toArray();
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void everyFormReadsTheSame(long seed) throws Exception {
    Random random = new Random(seed);
    Map<Integer, List<Long>> expected = new HashMap<>();
    Rendered table = randomTable(random, expected);
    for (byte[] bytes : forms(table)) {
      FiveSecondIndices read = FiveSecondIndexReader.read(FILE, bytes);
      assertThat(read.badRows()).isEmpty();
      assertThat(values(read)).isEqualTo(expected);
      assertThat(read.indexNames()).isEqualTo(table.fields().subList(1, table.fields().size()));
    }
  }

  /** A digit that becomes another digit is beyond any reader; every other byte is not. */
  @ParameterizedTest
  @MethodSource("seeds")
  void aBrokenByteNeverChangesARow(long seed) throws Exception {
    Random random = new Random(seed);
    Map<Integer, List<Long>> expected = new HashMap<>();
    for (byte[] bytes : forms(randomTable(random, expected))) {
      for (int i = 0; i < 60; i++) {
        byte[] broken = bytes.clone();
        broken[random.nextInt(broken.length)] =
            NEVER_PART_OF_A_VALUE[random.nextInt(NEVER_PART_OF_A_VALUE.length)];
        FiveSecondIndices read;
        try {
          read = FiveSecondIndexReader.read(FILE, broken);
        } catch (UnreadableFileException e) {
          continue;
        }
        assertThat(expected).containsAllEntriesOf(values(read));
        // Two rows whose line end breaks are one bad row.
        assertThat(read.rows()).isGreaterThanOrEqualTo(expected.size() - 2);
        // No row is lost in silence; a note that breaks is a bad row as well.
        assertThat(read.rows() + 2L * read.badRows().size())
            .isGreaterThanOrEqualTo(expected.size());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void anyRubbishIsRefusedOrRead(long seed) {
    Random random = new Random(seed);
    for (byte[] bytes : forms(randomTable(random, new HashMap<>()))) {
      for (int i = 0; i < 60; i++) {
        byte[] broken = bytes.clone();
        for (int changes = random.nextInt(20); changes >= 0; changes--) {
          broken[random.nextInt(broken.length)] = (byte) random.nextInt(256);
        }
        readOrRefuse(() -> FiveSecondIndexReader.read(FILE, broken));
        readOrRefuse(() -> IndexHistoryReader.read(FILE, broken));
        readOrRefuse(() -> HolidayScheduleReader.read(FILE, broken));
      }
    }
  }

  private interface Reading {
    void run() throws UnreadableFileException;
  }

  private static void readOrRefuse(Reading reading) {
    try {
      reading.run();
    } catch (UnreadableFileException e) {
      assertThat(e).hasMessageContaining("twse.mi_5mins_index 2023-01-30");
    }
  }

  private static List<byte[]> forms(Rendered table) {
    return List.of(table.json(), table.csv(), table.csv("\n", "", ""), table.csv("\n", "=", ","));
  }

  private static Map<Integer, List<Long>> values(FiveSecondIndices read) {
    Map<Integer, List<Long>> values = new HashMap<>();
    for (int row = 0; row < read.rows(); row++) {
      List<Long> cells = new ArrayList<>();
      for (int index = 0; index < read.indexNames().size(); index++) {
        cells.add(read.micros(index)[row]);
      }
      values.put(read.secondOfDay()[row], cells);
    }
    return values;
  }

  private static Rendered randomTable(Random random, Map<Integer, List<Long>> expected) {
    List<String> fields = new ArrayList<>(List.of("時間", "發行量加權股價指數"));
    int indices = 1 + random.nextInt(5);
    for (int i = 1; i < indices; i++) {
      fields.add("第" + i + "類指數");
    }
    List<List<String>> rows = new ArrayList<>();
    int count = 1 + random.nextInt(30);
    for (int i = 0; i < count; i++) {
      int second = 32_400 + 5 * i;
      List<String> cells =
          new ArrayList<>(
              List.of("%02d:%02d:%02d".formatted(second / 3600, second / 60 % 60, second % 60)));
      List<Long> micros = new ArrayList<>();
      for (int index = 0; index < indices; index++) {
        if (random.nextInt(10) == 0) {
          cells.add(List.of("--", "---", "").get(random.nextInt(3)));
          micros.add(FiveSecondIndices.MISSING);
        } else {
          long hundredths = random.nextInt(10_000_000);
          cells.add(String.format(Locale.ROOT, "%,d.%02d", hundredths / 100, hundredths % 100));
          micros.add(hundredths * 10_000);
        }
      }
      rows.add(cells);
      expected.put(second, micros);
    }
    return new Rendered("20230130", "112年01月30日 每5秒指數統計", fields, rows);
  }
}

package io.tapehouse.extractors.taifex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tapehouse.extractors.UnreadableFileException;
import io.tapehouse.extractors.UnreadableFileException.Kind;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Columns are found by their names. */
class HeaderTest {

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8})
  void aMissingColumnIsNamed(int column) {
    String name = Tape.FUTURES_HEADER.split(",", -1)[column];
    UnreadableFileException refusal = refused(cells -> cells.remove(column));
    assertThat(refusal.kind()).isEqualTo(Kind.WRONG_COLUMNS);
    assertThat(refusal).hasMessageContaining("expected the column " + name + " once");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8})
  void aColumnThatStandsTwiceIsRefused(int column) {
    UnreadableFileException refusal = refused(cells -> cells.add(0, cells.get(column)));
    assertThat(refusal.kind()).isEqualTo(Kind.WRONG_COLUMNS);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9})
  void aNewColumnAnywhereIsReportedAndLeftAlone(int at) throws Exception {
    List<String> lines = new ArrayList<>();
    for (String line : Tape.smallDay()) {
      List<String> cells = cells(line);
      cells.add(at, lines.isEmpty() ? "鉅額交易" : "Y");
      lines.add(String.join(",", cells));
    }
    Tape.Read read = Tape.futures(Tape.zip(folder, lines));
    assertThat(read.summary().newColumns()).containsExactly("鉅額交易");
    assertThat(read.prints())
        .isEqualTo(Tape.futures(Tape.zip(folder, Tape.smallDay())).prints())
        .hasSize(5);
  }

  @Test
  void columnsInAnyOrder() throws Exception {
    List<Recorder.Print> expected = Tape.futures(Tape.zip(folder, Tape.smallDay())).prints();
    Random random = new Random(9);
    for (int i = 0; i < 20; i++) {
      long seed = random.nextLong();
      List<String> lines =
          change(
              cells -> {
                Collections.shuffle(cells, new Random(seed));
                return cells;
              });
      assertThat(Tape.futures(Tape.zip(folder, lines)).prints()).isEqualTo(expected);
    }
  }

  @Test
  void aHeaderWithoutRowsIsNoData() throws Exception {
    Path zip = Tape.zip(folder, List.of(Tape.FUTURES_HEADER));
    assertThat(catchThrowableOfType(UnreadableFileException.class, () -> Tape.futures(zip)).kind())
        .isEqualTo(Kind.NO_DATA);
  }

  @Test
  void theSpreadFileIsNotTheMainFile() throws Exception {
    Path zip = Tape.zip(folder, Tape.smallDay());
    assertThat(
            catchThrowableOfType(
                    UnreadableFileException.class, () -> Tape.read(Tape.SPREADS, Tape.DATE, zip))
                .kind())
        .isEqualTo(Kind.WRONG_COLUMNS);
  }

  private UnreadableFileException refused(java.util.function.Consumer<List<String>> change) {
    return catchThrowableOfType(
        UnreadableFileException.class,
        () ->
            Tape.futures(
                Tape.zip(
                    folder,
                    change(
                        cells -> {
                          change.accept(cells);
                          return cells;
                        }))));
  }

  private static List<String> change(UnaryOperator<List<String>> change) {
    return Tape.smallDay().stream()
        .map(line -> String.join(",", change.apply(cells(line))))
        .toList();
  }

  private static List<String> cells(String line) {
    return new ArrayList<>(Arrays.asList(line.split(",", -1)));
  }
}

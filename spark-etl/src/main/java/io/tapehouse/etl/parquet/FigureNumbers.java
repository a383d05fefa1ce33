package io.tapehouse.etl.parquet;

/**
 * Figures of 64 bits by numbers from 0 in the order in which they come: a table of addresses
 * without objects, since a column of prints has millions. Immutable.
 */
final class FigureNumbers {

  private static final long MIXER = 0x9E3779B97F4A7C15L;

  private final long[] figures;
  private final int[] numbers;
  private final int size;

  private FigureNumbers(long[] figures, int[] numbers, int size) {
    this.figures = figures;
    this.numbers = numbers;
    this.size = size;
  }

  /** Numbers the first {@code count} of some figures. */
  static FigureNumbers of(long[] values, int count) {
    long[] figures = new long[count];
    int[] numbers = new int[count];
    int bits = Integer.SIZE - Integer.numberOfLeadingZeros(Math.max(count, 1)) + 1;
    // A place holds a number and one, so that 0 is an empty one.
    int[] places = new int[1 << bits];
    int size = 0;
    for (int i = 0; i < count; i++) {
      long value = values[i];
      if (i > 0 && values[i - 1] == value) {
        numbers[i] = numbers[i - 1];
        continue;
      }
      int place = (int) ((value * MIXER) >>> (Long.SIZE - bits));
      while (places[place] != 0 && figures[places[place] - 1] != value) {
        place = (place + 1) & (places.length - 1);
      }
      if (places[place] == 0) {
        figures[size] = value;
        size++;
        places[place] = size;
      }
      numbers[i] = places[place] - 1;
    }
    return new FigureNumbers(figures, numbers, size);
  }

  /** How many different ones there are. */
  int size() {
    return size;
  }

  /** The figures by their numbers; more places than {@link #size()}. */
  long[] figures() {
    return figures;
  }

  /** The number of each figure. */
  int[] numbers() {
    return numbers;
  }
}

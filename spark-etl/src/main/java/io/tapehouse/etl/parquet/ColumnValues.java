package io.tapehouse.etl.parquet;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.bytes.BytesUtils;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.page.PageWriter;
import org.apache.parquet.column.statistics.SizeStatistics;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.column.statistics.geospatial.GeospatialStatistics;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.PrimitiveType;
import org.jspecify.annotations.Nullable;

/**
 * The values of one column in a group of rows, which become one page of version 1 of the format,
 * that every reader knows. Not safe for use by many threads.
 */
public abstract class ColumnValues {

  private static final int FEW = 64;

  private ColumnValues() {}

  /** Writes them as the only page of the column in its group. */
  abstract void write(ColumnDescriptor column, int rows, PageWriter pages) throws IOException;

  /** Texts, each of which stands for a run of rows. */
  public static final class Texts extends ColumnValues {
    private final List<Binary> texts = new ArrayList<>();
    private final Map<Binary, Integer> numbers = new HashMap<>();
    private int[] runs = new int[FEW];
    private int size;

    /**
     * Adds a run of rows.
     *
     * @param text null: they have no value
     */
    public void add(@Nullable Binary text, int rows) {
      if (size == runs.length) {
        runs = java.util.Arrays.copyOf(runs, 2 * size);
      }
      runs[size++] = text == null ? -1 : number(text);
      runs[size++] = rows;
    }

    /** Begins anew. */
    public void clear() {
      texts.clear();
      numbers.clear();
      size = 0;
    }

    private int number(Binary text) {
      Integer known = numbers.putIfAbsent(text, texts.size());
      if (known != null) {
        return known;
      }
      texts.add(text);
      return texts.size() - 1;
    }

    @Override
    void write(ColumnDescriptor column, int rows, PageWriter pages) throws IOException {
      Statistics<?> statistics = statistics(column);
      int bytes = 0;
      for (Binary text : texts) {
        statistics.updateStats(text);
        bytes += Integer.BYTES + text.length();
      }
      ByteBuffer dictionary = buffer(bytes);
      for (Binary text : texts) {
        dictionary.putInt(text.length()).put(text.getBytes());
      }
      int bits = BytesUtils.getWidthFromMaxInt(texts.size() - 1);
      HybridNumbers numbered = new HybridNumbers(bits);
      HybridNumbers levels = new HybridNumbers(1);
      int absent = 0;
      for (int run = 0; run < size; run += 2) {
        int number = runs[run];
        int count = runs[run + 1];
        if (number < 0) {
          absent += count;
        } else {
          numbered.run(number, count);
        }
        levels.run(number < 0 ? 0 : 1, count);
      }
      new Page(column, rows, absent, statistics, levels)
          .byNumbers(pages, dictionary, texts.size(), bits, numbered);
    }
  }

  /** One whole number in all rows, such as a date. */
  public static ColumnValues same(int value) {
    return new ColumnValues() {
      @Override
      void write(ColumnDescriptor column, int rows, PageWriter pages) throws IOException {
        Statistics<?> statistics = statistics(column);
        statistics.updateStats(value);
        HybridNumbers numbers = new HybridNumbers(0);
        numbers.run(0, rows);
        new Page(column, rows, 0, statistics, null)
            .byNumbers(pages, buffer(Integer.BYTES).putInt(value), 1, 0, numbers);
      }
    };
  }

  /** Whole numbers of 32 bits that seldom repeat. */
  public static ColumnValues integers(int[] values) {
    return new ColumnValues() {
      @Override
      void write(ColumnDescriptor column, int rows, PageWriter pages) throws IOException {
        ByteBuffer bytes = buffer(rows * Integer.BYTES);
        int least = Integer.MAX_VALUE;
        int greatest = Integer.MIN_VALUE;
        for (int row = 0; row < rows; row++) {
          least = Math.min(least, values[row]);
          greatest = Math.max(greatest, values[row]);
          bytes.putInt(values[row]);
        }
        Statistics<?> statistics = statistics(column);
        statistics.updateStats(least);
        statistics.updateStats(greatest);
        new Page(column, rows, 0, statistics, null)
            .write(pages, BytesInput.from(bytes.flip()), Encoding.PLAIN);
      }
    };
  }

  /** Yes or no. */
  public static ColumnValues flags(boolean[] values) {
    return new ColumnValues() {
      @Override
      void write(ColumnDescriptor column, int rows, PageWriter pages) throws IOException {
        byte[] bits = new byte[(rows + Byte.SIZE - 1) / Byte.SIZE];
        Statistics<?> statistics = statistics(column);
        statistics.updateStats(values[0]);
        for (int row = 0; row < rows; row++) {
          if (values[row]) {
            bits[row / Byte.SIZE] |= (byte) (1 << row % Byte.SIZE);
          }
          if (values[row] != values[0]) {
            statistics.updateStats(values[row]);
          }
        }
        new Page(column, rows, 0, statistics, null)
            .write(pages, BytesInput.from(bits), Encoding.PLAIN);
      }
    };
  }

  /** Figures of 64 bits, such as moments and decimals, of which many repeat. */
  public static ColumnValues figures(long[] values) {
    return new Figures(values, null);
  }

  /**
   * The same where some rows have none.
   *
   * @param present for each row whether its figure counts
   */
  public static ColumnValues figures(long[] values, boolean[] present) {
    return new Figures(values, present);
  }

  private static final class Figures extends ColumnValues {
    private final long[] values;
    private final boolean @Nullable [] present;

    Figures(long[] values, boolean @Nullable [] present) {
      this.values = values;
      this.present = present;
    }

    @Override
    void write(ColumnDescriptor column, int rows, PageWriter pages) throws IOException {
      long[] there = values;
      int count = rows;
      HybridNumbers levels = null;
      if (present != null) {
        there = new long[rows];
        count = 0;
        levels = new HybridNumbers(1);
        int begin = 0;
        for (int row = 0; row < rows; row++) {
          if (present[row]) {
            there[count++] = values[row];
          }
          if (row + 1 == rows || present[row + 1] != present[row]) {
            levels.run(present[row] ? 1 : 0, row + 1 - begin);
            begin = row + 1;
          }
        }
      }
      Statistics<?> statistics = statistics(column);
      update(statistics, there, count);
      Page page = new Page(column, rows, rows - count, statistics, levels);
      FigureNumbers numbered = FigureNumbers.of(there, count);
      int bits = BytesUtils.getWidthFromMaxInt(numbered.size() - 1);
      if ((long) numbered.size() * Long.SIZE + (long) count * bits >= (long) count * Long.SIZE) {
        page.write(pages, BytesInput.from(bytes(there, count)), Encoding.PLAIN);
        return;
      }
      HybridNumbers numbers = new HybridNumbers(bits);
      numbers.packed(numbered.numbers(), count);
      page.byNumbers(
          pages, bytes(numbered.figures(), numbered.size()), numbered.size(), bits, numbers);
    }

    private static void update(Statistics<?> statistics, long[] values, int count) {
      long least = Long.MAX_VALUE;
      long greatest = Long.MIN_VALUE;
      for (int i = 0; i < count; i++) {
        least = Math.min(least, values[i]);
        greatest = Math.max(greatest, values[i]);
      }
      if (count > 0) {
        statistics.updateStats(least);
        statistics.updateStats(greatest);
      }
    }

    private static ByteBuffer bytes(long[] values, int count) {
      ByteBuffer bytes = buffer(count * Long.BYTES);
      bytes.asLongBuffer().put(values, 0, count);
      return bytes.position(0).limit(count * Long.BYTES);
    }
  }

  private static Statistics<?> statistics(ColumnDescriptor column) {
    return Statistics.createStats(column.getPrimitiveType());
  }

  private static ByteBuffer buffer(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }

  /**
   * The page of a column.
   *
   * @param absent rows without a value
   * @param levels for each row whether it has a value; null: all have
   */
  private record Page(
      ColumnDescriptor column,
      int rows,
      int absent,
      Statistics<?> statistics,
      @Nullable HybridNumbers levels) {

    // The names that version 1 of the format has for its encodings.
    @SuppressWarnings("deprecation")
    void byNumbers(
        PageWriter pages, ByteBuffer dictionary, int size, int bits, HybridNumbers numbers)
        throws IOException {
      if (size == 0) {
        write(pages, BytesInput.empty(), Encoding.PLAIN);
        return;
      }
      pages.writeDictionaryPage(
          new DictionaryPage(
              BytesInput.from(dictionary.position(0)), size, Encoding.PLAIN_DICTIONARY));
      write(
          pages,
          BytesInput.concat(BytesInput.from(new byte[] {(byte) bits}), numbers.bytes()),
          Encoding.PLAIN_DICTIONARY);
    }

    @SuppressWarnings("deprecation")
    void write(PageWriter pages, BytesInput values, Encoding encoding) throws IOException {
      statistics.setNumNulls(absent);
      PrimitiveType type = column.getPrimitiveType();
      int deepest = column.getMaxDefinitionLevel();
      pages.writePage(
          BytesInput.concat(levelBytes(deepest), values),
          rows,
          rows,
          statistics,
          SizeStatistics.noopBuilder(type, column.getMaxRepetitionLevel(), deepest).build(),
          GeospatialStatistics.noopBuilder().build(),
          Encoding.BIT_PACKED,
          deepest == 0 ? Encoding.BIT_PACKED : Encoding.RLE,
          encoding);
    }

    private BytesInput levelBytes(int deepest) throws IOException {
      if (deepest == 0) {
        if (absent > 0) {
          throw new IllegalStateException(
              "%s has a value in every row, but %d rows have none".formatted(column, absent));
        }
        return BytesInput.empty();
      }
      HybridNumbers known = levels;
      if (known == null) {
        known = new HybridNumbers(1);
        known.run(1, rows);
      }
      BytesInput encoded = known.bytes();
      return BytesInput.concat(BytesInput.fromInt(Math.toIntExact(encoded.size())), encoded);
    }
  }
}

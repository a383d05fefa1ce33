package io.tapehouse.etl.parquet;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.parquet.bytes.ByteBufferAllocator;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.bytes.BytesUtils;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.values.RequiresFallback;
import org.apache.parquet.column.values.ValuesWriter;
import org.apache.parquet.column.values.plain.PlainValuesWriter;
import org.apache.parquet.column.values.rle.RunLengthBitPackingHybridEncoder;
import org.apache.parquet.io.ParquetEncodingException;
import org.jspecify.annotations.Nullable;

/**
 * Values as numbers of a dictionary: Parquet's encoding {@code PLAIN_DICTIONARY}. What a value is,
 * and how its number is found, subclasses know.
 */
abstract class NumberedValues extends ValuesWriter implements RequiresFallback {

  private static final int SLAB = 64;

  private final int mostBytes;
  private final int pageBytes;
  private final ByteBufferAllocator allocator;
  private final List<RunLengthBitPackingHybridEncoder> encoders = new ArrayList<>();
  private int[] rows = new int[1 << 10];
  private int count;

  /** How many values of the dictionary the pages know that were written. */
  private int used;

  NumberedValues(int mostBytes, int pageBytes, ByteBufferAllocator allocator) {
    this.mostBytes = mostBytes;
    this.pageBytes = pageBytes;
    this.allocator = allocator;
  }

  /** How many values the dictionary has; they are numbered from 0. */
  abstract int size();

  /** What the dictionary holds, in bytes of its page. */
  abstract long bytes();

  /** Writes the value of a number. */
  abstract void write(int number, ValuesWriter into);

  /** Begins a dictionary anew. */
  abstract void forget();

  /** Takes the number of the next row's value. */
  final void add(int number) {
    if (count == rows.length) {
      rows = Arrays.copyOf(rows, 2 * count);
    }
    rows[count++] = number;
  }

  @Override
  public final boolean shouldFallBack() {
    return bytes() > mostBytes;
  }

  @Override
  public final boolean isCompressionSatisfying(long rawSize, long encodedSize) {
    return encodedSize + bytes() < rawSize;
  }

  @Override
  public final void fallBackAllValuesTo(ValuesWriter writer) {
    for (int i = 0; i < count; i++) {
      write(rows[i], writer);
    }
    count = 0;
    // What pages have used goes into the dictionary; nothing more will.
    if (used == 0) {
      resetDictionary();
    }
  }

  @Override
  public final BytesInput getBytes() {
    int bits = BytesUtils.getWidthFromMaxInt(size() - 1);
    RunLengthBitPackingHybridEncoder encoder =
        new RunLengthBitPackingHybridEncoder(bits, SLAB, pageBytes, allocator);
    encoders.add(encoder);
    try {
      for (int i = 0; i < count; i++) {
        encoder.writeInt(rows[i]);
      }
      BytesInput encoded = encoder.toBytes();
      used = size();
      return BytesInput.concat(BytesInput.from(new byte[] {(byte) bits}), encoded);
    } catch (IOException e) {
      throw new ParquetEncodingException("cannot encode the numbers of a dictionary", e);
    }
  }

  // The name that version 1 of the format, which every reader knows, has for it.
  @SuppressWarnings("deprecation")
  @Override
  public final Encoding getEncoding() {
    return Encoding.PLAIN_DICTIONARY;
  }

  @Override
  public final void reset() {
    count = 0;
    encoders.forEach(RunLengthBitPackingHybridEncoder::close);
    encoders.clear();
  }

  @Override
  public final void close() {
    reset();
  }

  @SuppressWarnings("deprecation")
  @Override
  public final @Nullable DictionaryPage toDictPageAndClose() {
    if (used == 0) {
      return null;
    }
    PlainValuesWriter page = new PlainValuesWriter(SLAB, mostBytes, allocator);
    for (int number = 0; number < used; number++) {
      write(number, page);
    }
    return new DictionaryPage(page.getBytes(), used, Encoding.PLAIN_DICTIONARY);
  }

  @Override
  public final void resetDictionary() {
    forget();
    used = 0;
  }

  @Override
  public final long getBufferedSize() {
    return (long) count * Integer.BYTES;
  }

  @Override
  public final long getAllocatedSize() {
    return (long) rows.length * Integer.BYTES + bytes();
  }

  @Override
  public final String memUsageString(String prefix) {
    return "%s %d values of a dictionary of %d".formatted(prefix, count, size());
  }
}

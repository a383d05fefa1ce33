package io.tapehouse.etl.parquet;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
import org.apache.parquet.io.api.Binary;
import org.jspecify.annotations.Nullable;

/**
 * Texts as numbers of a dictionary: Parquet's encoding {@code PLAIN_DICTIONARY}. A text that is the
 * same object as that of the row before is not looked up.
 */
final class TextDictionary extends ValuesWriter implements RequiresFallback {

  private static final int SLAB = 64;

  private final int mostBytes;
  private final int pageBytes;
  private final ByteBufferAllocator allocator;
  private final Map<Binary, Integer> numbers = new HashMap<>();
  private final List<Binary> texts = new ArrayList<>();
  private final List<RunLengthBitPackingHybridEncoder> encoders = new ArrayList<>();
  private int[] rows = new int[1 << 10];
  private int count;
  private long bytes;

  /** How many texts the pages know that were written. */
  private int used;

  private @Nullable Binary last;
  private int lastNumber;

  TextDictionary(int mostBytes, int pageBytes, ByteBufferAllocator allocator) {
    this.mostBytes = mostBytes;
    this.pageBytes = pageBytes;
    this.allocator = allocator;
  }

  @Override
  @SuppressWarnings("ReferenceEquality") // the same object, which is what is quick to see
  public void writeBytes(Binary text) {
    if (text != last) {
      lastNumber = number(text);
      last = text.isBackingBytesReused() ? null : text;
    }
    if (count == rows.length) {
      rows = Arrays.copyOf(rows, 2 * count);
    }
    rows[count++] = lastNumber;
  }

  private int number(Binary text) {
    Integer known = numbers.get(text);
    if (known != null) {
      return known;
    }
    int number = texts.size();
    Binary kept = text.copy();
    numbers.put(kept, number);
    texts.add(kept);
    bytes += Integer.BYTES + kept.length();
    return number;
  }

  @Override
  public boolean shouldFallBack() {
    return bytes > mostBytes;
  }

  @Override
  public boolean isCompressionSatisfying(long rawSize, long encodedSize) {
    return encodedSize + bytes < rawSize;
  }

  @Override
  public void fallBackAllValuesTo(ValuesWriter writer) {
    for (int i = 0; i < count; i++) {
      writer.writeBytes(texts.get(rows[i]));
    }
    count = 0;
    // What pages have used goes into the dictionary; nothing more will.
    if (used == 0) {
      resetDictionary();
    }
  }

  @Override
  public BytesInput getBytes() {
    int bits = BytesUtils.getWidthFromMaxInt(texts.size() - 1);
    RunLengthBitPackingHybridEncoder encoder =
        new RunLengthBitPackingHybridEncoder(bits, SLAB, pageBytes, allocator);
    encoders.add(encoder);
    try {
      for (int i = 0; i < count; i++) {
        encoder.writeInt(rows[i]);
      }
      BytesInput encoded = encoder.toBytes();
      used = texts.size();
      return BytesInput.concat(BytesInput.from(new byte[] {(byte) bits}), encoded);
    } catch (IOException e) {
      throw new ParquetEncodingException("cannot encode the numbers of a dictionary", e);
    }
  }

  // The name that version 1 of the format, which every reader knows, has for it.
  @SuppressWarnings("deprecation")
  @Override
  public Encoding getEncoding() {
    return Encoding.PLAIN_DICTIONARY;
  }

  @Override
  public void reset() {
    count = 0;
    encoders.forEach(RunLengthBitPackingHybridEncoder::close);
    encoders.clear();
  }

  @Override
  public void close() {
    reset();
  }

  @SuppressWarnings("deprecation")
  @Override
  public @Nullable DictionaryPage toDictPageAndClose() {
    if (used == 0) {
      return null;
    }
    PlainValuesWriter page = new PlainValuesWriter(SLAB, mostBytes, allocator);
    texts.subList(0, used).forEach(page::writeBytes);
    return new DictionaryPage(page.getBytes(), used, Encoding.PLAIN_DICTIONARY);
  }

  @Override
  public void resetDictionary() {
    numbers.clear();
    texts.clear();
    bytes = 0;
    used = 0;
    last = null;
  }

  @Override
  public long getBufferedSize() {
    return (long) count * Integer.BYTES;
  }

  @Override
  public long getAllocatedSize() {
    return (long) rows.length * Integer.BYTES + bytes;
  }

  @Override
  public String memUsageString(String prefix) {
    return "%s %d values of a dictionary of %d".formatted(prefix, count, texts.size());
  }
}

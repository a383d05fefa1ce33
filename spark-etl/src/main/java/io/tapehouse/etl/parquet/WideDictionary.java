package io.tapehouse.etl.parquet;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.apache.parquet.bytes.ByteBufferAllocator;
import org.apache.parquet.column.values.ValuesWriter;

/**
 * Figures of 64 bits by numbers, such as moments: the bars of each contract begin at the same ones,
 * so after a value mostly comes the one that came after it the first time, and only else is it
 * looked up.
 */
final class WideDictionary extends NumberedValues {

  private final Map<Long, Integer> numbers = new HashMap<>();
  private long[] values = new long[1 << 8];
  private int size;
  private int last = -1;

  WideDictionary(int mostBytes, int pageBytes, ByteBufferAllocator allocator) {
    super(mostBytes, pageBytes, allocator);
  }

  @Override
  public void writeLong(long value) {
    int next = last + 1;
    last = next < size && values[next] == value ? next : number(value);
    add(last);
  }

  private int number(long value) {
    if (last >= 0 && values[last] == value) {
      return last;
    }
    Integer known = numbers.get(value);
    if (known != null) {
      return known;
    }
    if (size == values.length) {
      values = Arrays.copyOf(values, 2 * size);
    }
    numbers.put(value, size);
    values[size] = value;
    return size++;
  }

  @Override
  int size() {
    return size;
  }

  @Override
  long bytes() {
    return (long) size * Long.BYTES;
  }

  @Override
  void write(int number, ValuesWriter into) {
    into.writeLong(values[number]);
  }

  @Override
  void forget() {
    numbers.clear();
    size = 0;
    last = -1;
  }
}

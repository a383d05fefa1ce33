package io.tapehouse.etl.parquet;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.parquet.bytes.ByteBufferAllocator;
import org.apache.parquet.column.values.ValuesWriter;
import org.apache.parquet.io.api.Binary;
import org.jspecify.annotations.Nullable;

/** Texts by numbers. A text that is the same object as that of the row before is not looked up. */
final class TextDictionary extends NumberedValues {

  private final Map<Binary, Integer> numbers = new HashMap<>();
  private final List<Binary> texts = new ArrayList<>();
  private long bytes;
  private @Nullable Binary last;
  private int lastNumber;

  TextDictionary(int mostBytes, int pageBytes, ByteBufferAllocator allocator) {
    super(mostBytes, pageBytes, allocator);
  }

  @Override
  @SuppressWarnings("ReferenceEquality") // the same object, which is what is quick to see
  public void writeBytes(Binary text) {
    if (text != last) {
      lastNumber = number(text);
      last = text.isBackingBytesReused() ? null : text;
    }
    add(lastNumber);
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
  int size() {
    return texts.size();
  }

  @Override
  long bytes() {
    return bytes;
  }

  @Override
  void write(int number, ValuesWriter into) {
    into.writeBytes(texts.get(number));
  }

  @Override
  void forget() {
    numbers.clear();
    texts.clear();
    bytes = 0;
    last = null;
  }
}

package io.tapehouse.etl.parquet;

import java.util.Arrays;
import org.apache.parquet.bytes.BytesInput;

/**
 * Small numbers in the form that Parquet calls the hybrid of run lengths and bit packing. Which of
 * the two it is, the caller knows better than an encoder that is given one number after the other:
 * that one took most of the time of a column. Not safe for use by many threads.
 */
final class HybridNumbers {

  /** Numbers that are packed together. */
  private static final int GROUP = 8;

  private final int bits;
  private byte[] bytes = new byte[64];
  private int size;

  /**
   * @param bits of the greatest number; at most 32
   */
  HybridNumbers(int bits) {
    this.bits = bits;
  }

  /** Adds a number so many times, at least once. */
  void run(int number, int times) {
    varint((long) times << 1);
    reserve(Integer.BYTES);
    for (int at = 0; at < bits; at += Byte.SIZE) {
      bytes[size++] = (byte) (number >>> at);
    }
  }

  /** Adds numbers that seldom repeat, the last ones of the column: the last group is filled up. */
  void packed(int[] numbers, int count) {
    int groups = (count + GROUP - 1) / GROUP;
    varint(((long) groups << 1) | 1);
    int end = size + groups * bits;
    reserve(groups * bits);
    long word = 0;
    int filled = 0;
    for (int i = 0; i < count; i++) {
      word |= (long) numbers[i] << filled;
      filled += bits;
      while (filled >= Byte.SIZE) {
        bytes[size++] = (byte) word;
        word >>>= Byte.SIZE;
        filled -= Byte.SIZE;
      }
    }
    if (filled > 0) {
      bytes[size++] = (byte) word;
    }
    Arrays.fill(bytes, size, end, (byte) 0);
    size = end;
  }

  /** What they are written as. */
  BytesInput bytes() {
    return BytesInput.from(bytes, 0, size);
  }

  private void varint(long value) {
    reserve(Long.BYTES);
    long left = value;
    while (left >= 0x80) {
      bytes[size++] = (byte) (left | 0x80);
      left >>>= 7;
    }
    bytes[size++] = (byte) left;
  }

  private void reserve(int more) {
    if (size + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + more));
    }
  }
}

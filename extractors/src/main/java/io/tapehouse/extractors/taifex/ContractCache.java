package io.tapehouse.extractors.taifex;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Finds what is kept for the contract of a row. Files are sorted by contract, so nearly always it
 * is that of the row before, which a comparison of the bytes shows. Not safe for use by many
 * threads.
 *
 * @param <E> what is kept for a contract
 */
final class ContractCache<E> {

  private static final byte SEPARATOR = '\n';

  private final Map<String, E> entries = new HashMap<>();
  private byte[] scratch = new byte[128];
  private byte[] lastKey = new byte[0];
  private E last;

  /** Makes the entry of a contract that was not seen yet. */
  @FunctionalInterface
  interface Maker<E> {
    E make(String[] fields);
  }

  /** Makes the entry of a futures contract that was not seen yet. */
  @FunctionalInterface
  interface FuturesMaker<E> {
    E make(String product, String expire);
  }

  E find(CsvLines lines, int product, int expire, FuturesMaker<E> maker) {
    int length = append(lines, expire, append(lines, product, 0));
    return find(length, fields -> maker.make(fields[0], fields[1]));
  }

  E find(CsvLines lines, int product, int strike, int expire, int type, Maker<E> maker) {
    int length =
        append(
            lines, type, append(lines, expire, append(lines, strike, append(lines, product, 0))));
    return find(length, maker);
  }

  private E find(int length, Maker<E> maker) {
    if (length == lastKey.length && Arrays.equals(scratch, 0, length, lastKey, 0, length)) {
      return last;
    }
    String key = new String(scratch, 0, length, StandardCharsets.ISO_8859_1);
    E entry = entries.get(key);
    if (entry == null) {
      entry = maker.make(key.split("\n", -1));
      entries.put(key, entry);
    }
    lastKey = Arrays.copyOf(scratch, length);
    last = entry;
    return entry;
  }

  private int append(CsvLines lines, int field, int at) {
    int from = lines.fieldStart(field);
    int length = Math.max(0, lines.fieldEnd(field) - from);
    if (at + length + 1 > scratch.length) {
      scratch = Arrays.copyOf(scratch, (at + length + 1) * 2);
    }
    System.arraycopy(lines.bytes(), from, scratch, at, length);
    scratch[at + length] = SEPARATOR;
    return at + length + 1;
  }
}

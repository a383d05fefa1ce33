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

  /** The bytes of the row before in which its contract is. */
  private byte[] before = new byte[128];

  private int beforeLength = -1;
  private E lastEntry;

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
    int first = Math.min(product, expire);
    int last = Math.max(product, expire);
    if (isAsBefore(lines, first, last)) {
      return lastEntry;
    }
    int length = append(lines, expire, append(lines, product, 0));
    E entry = find(length, fields -> maker.make(fields[0], fields[1]));
    remember(lines, first, last, entry);
    return entry;
  }

  E find(CsvLines lines, int product, int strike, int expire, int type, Maker<E> maker) {
    int first = Math.min(Math.min(product, strike), Math.min(expire, type));
    int last = Math.max(Math.max(product, strike), Math.max(expire, type));
    if (isAsBefore(lines, first, last)) {
      return lastEntry;
    }
    int length =
        append(
            lines, type, append(lines, expire, append(lines, strike, append(lines, product, 0))));
    E entry = find(length, maker);
    remember(lines, first, last, entry);
    return entry;
  }

  /** Whether the fields from one to another are those of the row before, blanks included. */
  private boolean isAsBefore(CsvLines lines, int first, int last) {
    int from = lines.fieldBegin(first);
    int to = lines.fieldStop(last);
    return to - from == beforeLength
        && Arrays.equals(lines.bytes(), from, to, before, 0, beforeLength);
  }

  private void remember(CsvLines lines, int first, int last, E entry) {
    int from = lines.fieldBegin(first);
    beforeLength = lines.fieldStop(last) - from;
    if (beforeLength > before.length) {
      before = new byte[2 * beforeLength];
    }
    System.arraycopy(lines.bytes(), from, before, 0, beforeLength);
    lastEntry = entry;
  }

  private E find(int length, Maker<E> maker) {
    String key = new String(scratch, 0, length, StandardCharsets.ISO_8859_1);
    E entry = entries.get(key);
    if (entry == null) {
      entry = maker.make(key.split("\n", -1));
      entries.put(key, entry);
    }
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

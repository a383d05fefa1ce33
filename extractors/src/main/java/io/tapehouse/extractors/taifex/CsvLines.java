package io.tapehouse.extractors.taifex;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a plain CSV as byte ranges of one buffer, cut into fields at commas. TAIFEX quotes
 * nothing, so a comma always ends a field. Nothing is allocated a line. The byte 0x1A with which
 * DOS ends a file belongs to no line. Not safe for use by many threads.
 */
final class CsvLines {

  private static final int BUFFER = 1 << 18;
  private static final int MOST_FIELDS = 64;
  private static final byte END_OF_FILE = 0x1A;

  /** More than what DOS fills the last block of a file with. */
  private static final int LONGEST_TAIL = 4096;

  private static final long COMMAS = 0x2C2C2C2C2C2C2C2CL;
  private static final long LINE_ENDS = 0x0A0A0A0A0A0A0A0AL;
  private static final long HIGH_BITS = 0x8080808080808080L;
  private static final long LOW_BITS = ~HIGH_BITS;

  private final InputStream in;

  /** Where the fields of the line end, from its begin. */
  private final int[] fieldEnds = new int[MOST_FIELDS];

  private byte[] buffer = new byte[BUFFER];

  /** The buffer by words of eight bytes, the first byte the lowest. */
  private ByteBuffer words = words(buffer);

  private int start;
  private int end;

  /** End of what may be cut into lines; what is held back behind it may be the end of the file. */
  private int limit;

  private int filled;
  private int next;
  private int fields;

  /** How many fields at the begin of the line are those of the line before. */
  private int shared;

  private boolean repeats;
  private boolean ascii;
  private boolean exhausted;
  private long number;
  private Charset encoding = Encodings.PUBLISHED;

  CsvLines(InputStream in) {
    this.in = in;
  }

  private static ByteBuffer words(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Goes to the next line; false at the end of the file. */
  boolean next() throws IOException {
    compare();
    if (repeats) {
      int length = next - start;
      start = next;
      end += length;
      next += length;
      number++;
      return true;
    }
    int from = next;
    int seen = shared;
    int at = seen == 0 ? from : from + fieldEnds[seen - 1] + 1;
    long high = 0;
    while (true) {
      ByteBuffer eights = words;
      for (int stop = limit - Long.BYTES; at <= stop; at += Long.BYTES) {
        long word = eights.getLong(at);
        long commas = places(word ^ COMMAS);
        long ends = places(word ^ LINE_ENDS);
        if (ends != 0) {
          long before = Long.lowestOneBit(ends) - 1;
          seen = cut(commas & before, at - from, seen);
          int end = at + Long.numberOfTrailingZeros(ends) / Byte.SIZE;
          finish(from, end, end + 1, seen, ((high | (word & before)) & HIGH_BITS) == 0);
          return true;
        }
        high |= word;
        seen = cut(commas, at - from, seen);
      }
      // Less than a word is left of what was read.
      byte[] bytes = buffer;
      for (int stop = limit; at < stop; at++) {
        byte b = bytes[at];
        if (b == ',') {
          if (seen < MOST_FIELDS) {
            fieldEnds[seen++] = at - from;
          }
        } else if (b == '\n') {
          finish(from, at, at + 1, seen, (high & HIGH_BITS) == 0);
          return true;
        }
        high |= b;
      }
      if (exhausted) {
        if (at == from) {
          return false;
        }
        finish(from, at, at, seen, (high & HIGH_BITS) == 0);
        return true;
      }
      int moved = from;
      fill(from);
      from = 0;
      at -= moved;
    }
  }

  /**
   * Compares what follows with the line before: a third of the lines of a tick file repeat it, and
   * most of the others begin with the same contract and second. Bytes that are the same are not cut
   * again.
   */
  private void compare() {
    int length = next - start;
    repeats = false;
    shared = 0;
    // Of a line that is not ASCII the rest would have to be looked at again.
    if (length == 0 || !ascii) {
      return;
    }
    int same =
        Arrays.mismatch(
            buffer, start, next, buffer, next, Math.max(next, Math.min(next + length, limit)));
    // A line that was the last one without an end is followed by nothing.
    repeats = same < 0;
    while (shared < fields - 1 && fieldEnds[shared] < same) {
      shared++;
    }
  }

  /** The highest bit of each byte that is zero, of eight bytes at once. */
  private static long places(long word) {
    return ~(((word & LOW_BITS) + LOW_BITS) | word | LOW_BITS);
  }

  /** Notes the commas of a word, which begins at {@code at}; returns how many there are now. */
  private int cut(long commas, int at, int before) {
    int seen = before;
    for (long left = commas; left != 0; left &= left - 1) {
      if (seen < MOST_FIELDS) {
        fieldEnds[seen++] = at + Long.numberOfTrailingZeros(left) / Byte.SIZE;
      }
    }
    return seen;
  }

  /** Line of the file, from 1. */
  long number() {
    return number;
  }

  /** Sets the encoding of the file; the publisher's until then. */
  void encoding(Charset found) {
    encoding = found;
  }

  /** The bytes in which the fields of the line lie. */
  byte[] bytes() {
    return buffer;
  }

  /** Whether the line is the line before once more, byte for byte. */
  boolean repeats() {
    return repeats;
  }

  /** Whether the fields up to {@code field} are those of the line before, blanks included. */
  boolean shares(int field) {
    return repeats || field < shared;
  }

  /** How many fields the line has. */
  int fields() {
    return fields;
  }

  /** Whether every byte of the line is ASCII. */
  boolean ascii() {
    return ascii;
  }

  /** Begin of a field without the blanks around it. */
  int fieldStart(int field) {
    int at = fieldBegin(field);
    int stop = fieldStop(field);
    while (at < stop && buffer[at] == ' ') {
      at++;
    }
    return at;
  }

  /** End of a field without the blanks around it; never before its begin. */
  int fieldEnd(int field) {
    int from = fieldBegin(field);
    int at = fieldStop(field);
    while (at > from && buffer[at - 1] == ' ') {
      at--;
    }
    return at;
  }

  /** Begin of a field with the blanks before it. */
  int fieldBegin(int field) {
    return field == 0 ? start : start + fieldEnds[field - 1] + 1;
  }

  /** The comma after a field, or the end of the line. */
  int fieldStop(int field) {
    return start + fieldEnds[field];
  }

  /** Whether the line has nothing but blanks. */
  boolean blank() {
    return fields == 1 && fieldStart(0) >= fieldEnd(0);
  }

  /** The line's own bytes, copied. */
  byte[] line() {
    return Arrays.copyOfRange(buffer, start, end);
  }

  /** The line as people read it. */
  String text() {
    return RowText.of(line(), encoding);
  }

  /** What is wrong with the line's characters; null when nothing is. */
  @Nullable String complaint() {
    return ascii || RowText.isText(line(), encoding)
        ? null
        : "expected text in %s, found bytes that are none".formatted(Encodings.name(encoding));
  }

  private void finish(int from, int to, int following, int seen, boolean plain) {
    start = from;
    end = to > from && buffer[to - 1] == '\r' ? to - 1 : to;
    next = following;
    fields = Math.min(seen + 1, MOST_FIELDS);
    fieldEnds[fields - 1] = end - start;
    ascii = plain;
    number++;
  }

  private void fill(int from) throws IOException {
    int kept = filled - from;
    if (from == 0 && kept == buffer.length) {
      buffer = Arrays.copyOf(buffer, buffer.length * 2);
      words = words(buffer);
    } else {
      System.arraycopy(buffer, from, buffer, 0, kept);
    }
    limit -= from;
    filled = kept;
    while (filled < buffer.length && !exhausted) {
      int n = in.read(buffer, filled, buffer.length - filled);
      exhausted = n < 0;
      filled += Math.max(n, 0);
    }
    limit = exhausted ? endOfText() : beginOfTail();
  }

  /** Where the text ends: at the byte 0x1A when nothing but more of it and blanks follow. */
  private int endOfText() {
    for (int at = beginOfTail(); at < filled; at++) {
      if (buffer[at] == END_OF_FILE) {
        return at;
      }
    }
    return filled;
  }

  /**
   * Where the bytes begin with which a file may end. It is asked for once a buffer, so that no line
   * pays for it.
   */
  private int beginOfTail() {
    int at = filled;
    int earliest = Math.max(limit, filled - LONGEST_TAIL);
    while (at > earliest && isOfTail(buffer[at - 1])) {
      at--;
    }
    return at;
  }

  private static boolean isOfTail(byte b) {
    return b == END_OF_FILE || b == '\r' || b == '\n' || b == ' ';
  }
}

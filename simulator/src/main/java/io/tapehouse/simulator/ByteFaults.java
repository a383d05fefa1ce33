package io.tapehouse.simulator;

import io.tapehouse.simulator.document.DocumentForm;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/** Spoils the bytes of a publication. */
final class ByteFaults {

  /** Neither MS950 nor UTF-8 has these. */
  private static final byte[] FOREIGN = {(byte) 0xFF, (byte) 0xFF, (byte) 0xFE};

  private ByteFaults() {}

  /** Puts bytes that no encoding has into a line of their own, in JSON into the first text. */
  static byte[] foreignBytes(byte[] text, DocumentForm form) {
    if (form == DocumentForm.JSON) {
      int position = 0;
      while (text[position] != ':' || text[position + 1] != '"') {
        position++;
      }
      return inserted(text, position + 2, FOREIGN);
    }
    int position = text.length / 2;
    while (text[position - 1] != '\n') {
      position++;
    }
    byte[] line = Arrays.copyOf(FOREIGN, FOREIGN.length + 2);
    line[FOREIGN.length] = '\r';
    line[FOREIGN.length + 1] = '\n';
    return inserted(text, position, line);
  }

  /** The first part of a file. */
  static byte[] truncated(byte[] file) {
    return Arrays.copyOf(file, file.length * 3 / 5);
  }

  private static byte[] inserted(byte[] text, int position, byte[] bytes) {
    ByteArrayOutputStream all = new ByteArrayOutputStream(text.length + bytes.length);
    all.write(text, 0, position);
    all.write(bytes, 0, bytes.length);
    all.write(text, position, text.length - position);
    return all.toByteArray();
  }
}

package io.tapehouse.extractors.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The begin of a file, as much as is needed to tell what it is.
 *
 * @param text decoded as UTF-8 where it is that, else as MS950, which TWSE and TAIFEX write
 * @param startsWithZip whether it begins with a zip's magic number
 * @param size of the whole file
 */
record Head(String text, boolean startsWithZip, long size) {

  private static final int BYTES = 64 << 10;
  private static final Charset MS950 = Charset.forName("MS950");
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  static Head of(Path file) throws IOException {
    byte[] bytes;
    try (InputStream in = Files.newInputStream(file)) {
      bytes = in.readNBytes(BYTES);
    }
    boolean zip = bytes.length >= 4 && bytes[0] == 'P' && bytes[1] == 'K' && bytes[2] < 8;
    return new Head(zip ? "" : decode(bytes), zip, Files.size(file));
  }

  private static String decode(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer out = CharBuffer.allocate(bytes.length);
    // Decoded as if more followed: the last character may be cut by the size of the head.
    CoderResult result =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .decode(in, out, false);
    String text = result.isError() ? new String(bytes, MS950) : out.flip().toString();
    return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
  }
}

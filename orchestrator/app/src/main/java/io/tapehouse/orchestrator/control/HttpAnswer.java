package io.tapehouse.orchestrator.control;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * As much of HTTP/1.0 as {@link ControlServer} speaks.
 *
 * @param status 200 when all is well
 * @param isStream whether the body is {@link Frame}s
 * @param length of the body in bytes; -1: until the connection ends
 * @param body the rest
 */
record HttpAnswer(int status, boolean isStream, long length, DataInputStream body) {

  private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] ([0-9]{3})\\b");
  private static final int LONGEST_LINE = 8192;
  private static final int LONGEST_BODY = 256 << 20;

  static HttpAnswer read(InputStream in) throws IOException {
    String first = line(in);
    Matcher status = STATUS.matcher(first);
    if (!status.lookingAt()) {
      throw new IOException("expected an answer in HTTP, found '%s'".formatted(first));
    }
    boolean stream = false;
    long length = -1;
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      int colon = line.indexOf(':');
      String name = line.substring(0, Math.max(0, colon)).toLowerCase(Locale.ROOT);
      String value = line.substring(colon + 1).strip();
      if (name.equals("content-length")) {
        length = Long.parseLong(value);
      } else if (name.equals("content-type")) {
        stream = value.equals(HttpReply.STREAM);
      }
    }
    return new HttpAnswer(
        Integer.parseInt(status.group(1)), stream, length, new DataInputStream(in));
  }

  /** A body of a declared length, all of it. */
  byte[] whole() throws IOException {
    if (length < 0 || length > LONGEST_BODY) {
      throw new IOException("expected an answer with its length, found %d".formatted(length));
    }
    byte[] bytes = new byte[(int) length];
    body.readFully(bytes);
    return bytes;
  }

  private static String line(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int read = in.read(); read != '\n'; read = in.read()) {
      if (read < 0) {
        throw new EOFException();
      }
      if (line.size() == LONGEST_LINE) {
        throw new IOException("expected an answer in HTTP, found a line without end");
      }
      line.write(read);
    }
    return line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
  }
}

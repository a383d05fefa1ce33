package io.tapehouse.emulators;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A request or an answer of HTTP/1.1 as it came over the wire. Immutable. */
public final class HttpMessage {

  /** Bodies up to this many bytes are kept in {@link FaultyHttp#seen}. */
  public static final int RECORDED_BODY = 1 << 16;

  private static final int LARGEST_HEAD = 1 << 16;

  private final byte[] head;
  private final byte[] framedBody;
  private final byte[] body;
  private final long bodySize;
  private final List<String> firstLine;
  private final Map<String, List<String>> headers;
  private final boolean endsWithConnection;

  private HttpMessage(byte[] head, byte[] framedBody, byte[] body, boolean endsWithConnection) {
    this(head, framedBody, body, body.length, endsWithConnection);
  }

  private HttpMessage(
      byte[] head, byte[] framedBody, byte[] body, long bodySize, boolean endsWithConnection) {
    this.head = head;
    this.framedBody = framedBody;
    this.body = body;
    this.bodySize = bodySize;
    this.endsWithConnection = endsWithConnection;
    String[] lines = new String(head, StandardCharsets.ISO_8859_1).split("\r\n", -1);
    this.firstLine = List.of(lines[0].split(" ", 3));
    this.headers = headers(lines);
  }

  /** The method of a request. */
  public String method() {
    return firstLine.get(0);
  }

  /** The address of a request without its query, as it was sent: still escaped. */
  public String path() {
    String target = firstLine.get(1);
    int mark = target.indexOf('?');
    return mark < 0 ? target : target.substring(0, mark);
  }

  /** The parameters of a request's query, unescaped; empty where one has no value. */
  public Map<String, String> query() {
    Map<String, String> parameters = new TreeMap<>();
    String target = firstLine.get(1);
    int mark = target.indexOf('?');
    if (mark >= 0) {
      for (String pair : target.substring(mark + 1).split("&", -1)) {
        int equals = pair.indexOf('=');
        String name = equals < 0 ? pair : pair.substring(0, equals);
        parameters.put(
            URLDecoder.decode(name, StandardCharsets.UTF_8),
            equals < 0
                ? ""
                : URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
      }
    }
    return parameters;
  }

  /** The status of an answer. */
  public int status() {
    return Integer.parseInt(firstLine.get(1));
  }

  /** The first value of a header, whatever the case of its name. */
  public Optional<String> header(String name) {
    List<String> values = headers.get(name);
    return values == null ? Optional.empty() : Optional.of(values.get(0));
  }

  /** All headers by name, whatever the case. */
  public Map<String, List<String>> headers() {
    return headers;
  }

  /**
   * The body without the framing of HTTP (that of S3's own {@code aws-chunked} is left in). Empty
   * in {@link FaultyHttp#seen} where it is longer than {@link #RECORDED_BODY}.
   */
  public byte[] body() {
    return body.clone();
  }

  /** The body as text. */
  public String text() {
    return new String(body, StandardCharsets.UTF_8);
  }

  /** Size of the body in bytes, of one that was too long to be kept too. */
  public long bodySize() {
    return bodySize;
  }

  @Override
  public String toString() {
    return String.join(" ", firstLine) + " " + headers + " (" + bodySize + " bytes)";
  }

  byte[] rawHead() {
    return head;
  }

  byte[] rawBody() {
    return framedBody;
  }

  HttpMessage forRecord() {
    byte[] kept = body.length > RECORDED_BODY ? new byte[0] : body;
    return new HttpMessage(head, new byte[0], kept, bodySize, endsWithConnection);
  }

  boolean keepsConnection() {
    return !endsWithConnection
        && !header("Connection").map(value -> value.equalsIgnoreCase("close")).orElse(false);
  }

  static @Nullable HttpMessage readRequest(InputStream in, OutputStream out) throws IOException {
    byte[] head = readHead(in);
    if (head.length == 0) {
      return null;
    }
    HttpMessage message = new HttpMessage(head, new byte[0], new byte[0], false);
    if (message.header("Expect").isPresent()) {
      out.write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
      out.flush();
    }
    return message.withBody(in, false);
  }

  static HttpMessage readAnswer(InputStream in, String method) throws IOException {
    while (true) {
      byte[] head = readHead(in);
      if (head.length == 0) {
        throw new EOFException("the server hung up without an answer");
      }
      HttpMessage message = new HttpMessage(head, new byte[0], new byte[0], false);
      int status = message.status();
      if (status >= 200) {
        return method.equals("HEAD") || status == 204 || status == 304
            ? message
            : message.withBody(in, true);
      }
    }
  }

  private HttpMessage withBody(InputStream in, boolean answer) throws IOException {
    Optional<String> length = header("Content-Length");
    if (header("Transfer-Encoding").map(v -> v.equalsIgnoreCase("chunked")).orElse(false)) {
      return chunked(in);
    }
    if (length.isPresent()) {
      int size = Integer.parseInt(length.get().strip());
      byte[] bytes = in.readNBytes(size);
      if (bytes.length < size) {
        throw new EOFException("a body of " + size + " bytes ended after " + bytes.length);
      }
      return new HttpMessage(head, bytes, bytes, false);
    }
    if (!answer) {
      return this;
    }
    byte[] bytes = in.readAllBytes();
    return new HttpMessage(head, bytes, bytes, true);
  }

  private HttpMessage chunked(InputStream in) throws IOException {
    ByteArrayOutputStream framed = new ByteArrayOutputStream();
    ByteArrayOutputStream plain = new ByteArrayOutputStream();
    while (true) {
      String line = line(in, framed);
      int size = Integer.parseInt(line.split(";", 2)[0].strip(), 16);
      if (size == 0) {
        while (!line(in, framed).isEmpty()) {
          // Trailers, kept as they are.
        }
        return new HttpMessage(head, framed.toByteArray(), plain.toByteArray(), false);
      }
      byte[] chunk = in.readNBytes(size);
      if (chunk.length < size) {
        throw new EOFException("a chunk of " + size + " bytes ended after " + chunk.length);
      }
      framed.write(chunk);
      plain.write(chunk);
      line(in, framed);
    }
  }

  private static String line(InputStream in, ByteArrayOutputStream copy) throws IOException {
    StringBuilder line = new StringBuilder();
    while (true) {
      int next = in.read();
      if (next < 0) {
        throw new EOFException("the connection ended within a line");
      }
      copy.write(next);
      if (next == '\n') {
        return line.toString().stripTrailing();
      }
      line.append((char) next);
    }
  }

  /** Up to and with the empty line; nothing at all when the connection ended before. */
  private static byte[] readHead(InputStream in) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    int matched = 0;
    while (matched < 4) {
      int next = in.read();
      if (next < 0) {
        if (bytes.size() == 0) {
          return new byte[0];
        }
        throw new EOFException("the connection ended within a head");
      }
      bytes.write(next);
      if (bytes.size() > LARGEST_HEAD) {
        throw new IOException("a head of more than " + LARGEST_HEAD + " bytes");
      }
      boolean expected = next == (matched % 2 == 0 ? '\r' : '\n');
      matched = expected ? matched + 1 : next == '\r' ? 1 : 0;
    }
    return bytes.toByteArray();
  }

  private static Map<String, List<String>> headers(String[] lines) {
    Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (int i = 1; i < lines.length; i++) {
      int colon = lines[i].indexOf(':');
      if (colon > 0) {
        headers
            .computeIfAbsent(lines[i].substring(0, colon).strip(), name -> new ArrayList<>())
            .add(lines[i].substring(colon + 1).strip());
      }
    }
    return headers;
  }
}

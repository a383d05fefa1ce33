package io.tapehouse.orchestrator.control;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Asks the owner of a home, over a plain socket: HTTP clients that come with Java take 30 to 350 ms
 * longer to be loaded, and every command would pay that.
 *
 * <p>Every method throws {@link IllegalArgumentException} or {@link OwnerFailureException} with the
 * owner's words when it refuses, and {@link IOException} when the answer is torn off.
 */
public final class ControlClient implements AutoCloseable {

  private static final Duration CONNECT_PATIENCE = Duration.ofSeconds(2);

  /** A stream sends a sign of life every second; one JSON answer may take longer. */
  private static final Duration STREAM_PATIENCE = Duration.ofSeconds(60);

  private static final Duration ANSWER_PATIENCE = Duration.ofMinutes(10);
  private static final int LONGEST_TROUBLE = 16 << 20;

  private final ControlFile file;
  private @Nullable Socket knocked;

  private ControlClient(ControlFile file, Socket knocked) {
    this.file = file;
    this.knocked = knocked;
  }

  /** Connects, which proves that the owner listens. */
  static ControlClient connect(ControlFile file) throws IOException {
    return new ControlClient(file, socket(file));
  }

  /** The owner's process. */
  public long pid() {
    return file.pid();
  }

  /**
   * Asks for one JSON value.
   *
   * @param operation what is asked for
   * @param request in JSON
   * @return in JSON
   */
  public byte[] call(String operation, byte[] request) throws IOException {
    try (Socket socket = take()) {
      socket.setSoTimeout((int) ANSWER_PATIENCE.toMillis());
      HttpAnswer answer = ask(socket, operation, request);
      if (answer.isStream()) {
        throw new IOException("expected JSON of " + operation + ", found a stream");
      }
      return answer.whole();
    } catch (EOFException | SocketTimeoutException e) {
      throw torn(e);
    }
  }

  /**
   * Asks for a stream, and writes it to {@code out}; {@code out} is flushed whenever the owner has
   * nothing more for the moment.
   */
  public void stream(String operation, byte[] request, OutputStream out) throws IOException {
    try (Socket socket = take()) {
      socket.setSoTimeout((int) STREAM_PATIENCE.toMillis());
      HttpAnswer answer = ask(socket, operation, request);
      if (!answer.isStream()) {
        throw new IOException("expected a stream of " + operation + ", found JSON");
      }
      frames(answer.body(), out);
    } catch (EOFException | SocketTimeoutException e) {
      throw torn(e);
    }
  }

  @Override
  public void close() throws IOException {
    if (knocked != null) {
      knocked.close();
    }
  }

  private HttpAnswer ask(Socket socket, String operation, byte[] request) throws IOException {
    byte[] head =
        """
        POST /%s HTTP/1.0\r
        Host: 127.0.0.1:%d\r
        Authorization: Bearer %s\r
        Content-Type: application/json\r
        Content-Length: %d\r
        \r
        """
            .formatted(operation, file.port(), file.token(), request.length)
            .getBytes(StandardCharsets.US_ASCII);
    OutputStream out = socket.getOutputStream();
    try {
      out.write(head);
      out.write(request);
      out.flush();
    } catch (IOException e) {
      // Perhaps it did not want to read on, and has said why.
      HttpAnswer answer = HttpAnswer.read(new BufferedInputStream(socket.getInputStream()));
      trouble(answer.whole()).raise();
    }
    HttpAnswer answer = HttpAnswer.read(new BufferedInputStream(socket.getInputStream()));
    if (answer.status() != 200) {
      trouble(answer.whole()).raise();
    }
    return answer;
  }

  private static void frames(DataInputStream in, OutputStream out) throws IOException {
    byte[] buffer = new byte[8192];
    while (true) {
      int count = in.readInt();
      if (count == Frame.END) {
        out.flush();
        return;
      }
      if (count == Frame.TROUBLE) {
        out.flush();
        int length = in.readInt();
        if (length < 0 || length > LONGEST_TROUBLE) {
          throw new IOException("expected a trouble, found one of %d bytes".formatted(length));
        }
        byte[] json = new byte[length];
        in.readFully(json);
        trouble(json).raise();
      }
      if (count < 0) {
        throw new IOException("expected a part of a stream, found %d".formatted(count));
      }
      for (int left = count; left > 0; ) {
        int read = in.read(buffer, 0, Math.min(left, buffer.length));
        if (read < 0) {
          throw new EOFException();
        }
        out.write(buffer, 0, read);
        left -= read;
      }
      if (in.available() == 0) {
        out.flush();
      }
    }
  }

  private static FailureMessage trouble(byte[] json) throws IOException {
    FailureMessage.Kind kind = FailureMessage.Kind.FAILURE;
    String message = "the owner of the home gave no reason";
    try (JsonParser parser = new JsonFactory().createParser(json)) {
      parser.nextToken();
      for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
        String value = parser.nextTextValue();
        if (value != null && name.equals("kind")) {
          kind = FailureMessage.Kind.valueOf(value.toUpperCase(Locale.ROOT));
        } else if (value != null && name.equals("message")) {
          message = value;
        }
      }
    }
    return new FailureMessage(kind, message);
  }

  private IOException torn(IOException cause) {
    return new IOException(
        ("process %d, which has the home, ended or fell silent in the middle of its answer;"
                + " what came is not all")
            .formatted(file.pid()),
        cause);
  }

  private Socket take() throws IOException {
    Socket socket = knocked;
    knocked = null;
    return socket == null ? socket(file) : socket;
  }

  private static Socket socket(ControlFile file) throws IOException {
    Socket socket = new Socket();
    try {
      socket.setTcpNoDelay(true);
      socket.connect(
          new InetSocketAddress(InetAddress.getByAddress(ControlServer.LOOPBACK), file.port()),
          (int) CONNECT_PATIENCE.toMillis());
      return socket;
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }
}

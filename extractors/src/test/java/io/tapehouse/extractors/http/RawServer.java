package io.tapehouse.extractors.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** Sends the same text to every client that connects, and then does something rude. */
final class RawServer implements AutoCloseable {

  private final ServerSocket socket;
  private final String text;
  private final End end;
  private final AtomicInteger connections = new AtomicInteger();
  private final CountDownLatch left = new CountDownLatch(1);
  private final CountDownLatch sent = new CountDownLatch(1);

  /** What follows the text. */
  enum End {
    CLOSE,
    RESET,
    SILENCE
  }

  RawServer(String text, End end) throws IOException {
    this.socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    this.text = text;
    this.end = end;
    Thread thread = new Thread(this::serve, "raw-server");
    thread.setDaemon(true);
    thread.start();
  }

  URI root() {
    return URI.create("http://127.0.0.1:" + socket.getLocalPort() + "/");
  }

  int connections() {
    return connections.get();
  }

  /** Returns when a client of a silent server has gone away. */
  void awaitClientLeft() throws InterruptedException {
    left.await();
  }

  /** Returns when the text was sent to a client. */
  void awaitSent() throws InterruptedException {
    sent.await();
  }

  private void serve() {
    while (true) {
      try (Socket client = socket.accept()) {
        connections.incrementAndGet();
        InputStream in = client.getInputStream();
        if (in.read(new byte[8192]) < 0) {
          continue;
        }
        client.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        client.getOutputStream().flush();
        sent.countDown();
        if (end == End.SILENCE) {
          waitUntilLeft(in);
        } else if (end == End.RESET) {
          client.setSoLinger(true, 0);
        }
      } catch (IOException e) {
        if (socket.isClosed()) {
          return;
        }
      }
    }
  }

  private void waitUntilLeft(InputStream in) {
    try {
      in.transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      // reset by the client: it has left too
    }
    left.countDown();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}

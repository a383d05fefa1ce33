package io.tapehouse.orchestrator.control;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** Answers one client with given bytes and hangs up. */
final class TornAnswer implements AutoCloseable {

  private final ServerSocket server;

  private TornAnswer(ServerSocket server) {
    this.server = server;
  }

  static TornAnswer serve(byte[] answer) throws IOException {
    ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    Thread thread =
        new Thread(
            () -> {
              try (Socket socket = server.accept()) {
                readRequest(socket);
                socket.getOutputStream().write(answer);
              } catch (IOException e) {
                // The test is over.
              }
            });
    thread.setDaemon(true);
    thread.start();
    return new TornAnswer(server);
  }

  /** All of it, so that hanging up is no reset. */
  private static void readRequest(Socket socket) throws IOException {
    String seen = "";
    while (!seen.endsWith("\r\n\r\n{}")) {
      int read = socket.getInputStream().read();
      if (read < 0) {
        return;
      }
      seen += (char) read;
    }
  }

  int port() {
    return server.getLocalPort();
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}

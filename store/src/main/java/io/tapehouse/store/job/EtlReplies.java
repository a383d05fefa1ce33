package io.tapehouse.store.job;

import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * The way of {@link EtlMessage}s from an ETL process to the one that started it: a connection on
 * 127.0.0.1. Standard output cannot be it, since the JVM and native libraries print there whenever
 * they like, also in the middle of a line. The process learns the port and a token from its
 * environment; a client without the token is ignored.
 */
public final class EtlReplies implements AutoCloseable {

  /** The variable in which the process finds where to connect. */
  public static final String VARIABLE = "TAPEHOUSE_ETL_REPLIES";

  private static final int TOKEN_BYTES = 32;

  /** How long one that has connected may take to say the token. */
  private static final int TOKEN_MILLISECONDS = 2_000;

  private final ServerSocket server;
  private final String token;

  private EtlReplies(ServerSocket server, String token) {
    this.server = server;
    this.token = token;
  }

  /** Listens for a process that is not started yet. */
  public static EtlReplies open() throws IOException {
    byte[] random = new byte[TOKEN_BYTES];
    new SecureRandom().nextBytes(random);
    return new EtlReplies(new ServerSocket(0, 0, loopback()), HexFormat.of().formatHex(random));
  }

  /** The value of {@link #VARIABLE} for that process. */
  public String address() {
    return server.getLocalPort() + ":" + token;
  }

  /**
   * Waits until the process has connected. No other is heard afterwards.
   *
   * @return its messages, a line each; closing it closes the connection
   * @throws IOException when the process has ended, or this was closed, without that
   */
  public BufferedReader accept(Process process) throws IOException {
    CompletableFuture<Void> unused = process.onExit().thenRun(this::close);
    try (server) {
      while (true) {
        Socket socket = server.accept();
        try {
          socket.setSoTimeout(TOKEN_MILLISECONDS);
          BufferedReader reader =
              new BufferedReader(
                  new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
          if (isToken(reader)) {
            socket.setSoTimeout(0);
            return reader;
          }
          socket.close();
        } catch (IOException e) {
          // Another client that left, or sent no token: the process is yet to come.
          socket.close();
        }
      }
    }
  }

  /** Reads no more than a token: who has none may send without end. */
  private boolean isToken(BufferedReader reader) throws IOException {
    char[] said = new char[token.length() + 1];
    int length = 0;
    while (length < said.length) {
      int read = reader.read(said, length, said.length - length);
      if (read < 0) {
        return false;
      }
      length += read;
    }
    return MessageDigest.isEqual(
        (token + "\n").getBytes(StandardCharsets.UTF_8),
        new String(said).getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Connects to the process that started this one.
   *
   * @param environment of this process
   * @return where messages are printed, a line each. When the other process has gone, what is
   *     printed is lost
   * @throws IOException when nothing listens there
   */
  public static PrintStream connect(Map<String, String> environment) throws IOException {
    String[] address = environment.getOrDefault(VARIABLE, "").split(":", 2);
    if (address.length != 2 || !address[0].matches("[0-9]{1,5}")) {
      throw new IOException("expected port and token of the starting process in " + VARIABLE);
    }
    Socket socket = new Socket(loopback(), Integer.parseInt(address[0]));
    try {
      // A message is to be there when it was said, not when there are more.
      socket.setTcpNoDelay(true);
      PrintStream replies =
          new PrintStream(
              new BufferedOutputStream(socket.getOutputStream()), false, StandardCharsets.UTF_8);
      replies.print(address[1] + "\n");
      replies.flush();
      return replies;
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  /** A thread that waits in {@link #accept} waits no more. */
  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static InetAddress loopback() throws IOException {
    return InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
  }
}

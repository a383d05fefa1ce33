package io.tapehouse.gateway.startup;

import io.tapehouse.gateway.engine.SqlError;
import io.tapehouse.gateway.wire.Message;
import io.tapehouse.gateway.wire.MessageBuffer;
import io.tapehouse.gateway.wire.MessageReader;
import io.tapehouse.gateway.wire.ProtocolException;
import io.tapehouse.gateway.wire.Startup;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * Takes a connection from its first byte to a client that is known: TLS before the protocol or
 * within it, the version, the sign-in. For one thread.
 */
public final class Handshake {

  private static final int BUFFER = 1 << 16;

  /** The first byte of a TLS handshake; PostgreSQL 17 lets clients begin with it. */
  private static final int TLS_RECORD = 0x16;

  private static final byte[] NO = {'N'};
  private static final byte[] YES = {'S'};

  /**
   * A client that has signed in.
   *
   * @param user under which it did
   * @param parameters that it sent
   * @param redshift whether it is a driver of Redshift
   * @param encrypted whether the connection is under TLS
   * @param in from it
   * @param out to it, not buffered
   */
  public record Client(
      String user,
      Map<String, String> parameters,
      boolean redshift,
      boolean encrypted,
      DataInputStream in,
      OutputStream out) {}

  /** Cancels what another connection does. */
  @FunctionalInterface
  public interface Canceller {
    /**
     * @param process of the session
     * @param key that it was given
     */
    void cancel(int process, int key);
  }

  private final Users users;
  private final String database;
  private final @Nullable SSLSocketFactory tls;
  private final Canceller canceller;

  /**
   * @param database the one that there is
   * @param tls absent where there is no certificate
   */
  public Handshake(
      Users users, String database, Optional<SSLSocketFactory> tls, Canceller canceller) {
    this.users = users;
    this.database = database;
    this.tls = tls.orElse(null);
    this.canceller = canceller;
  }

  /**
   * Returns the client; none when the connection is done: it cancelled another one, or was refused
   * and has been told why.
   */
  public Optional<Client> with(Socket socket) throws IOException {
    DataInputStream in = input(socket);
    in.mark(1);
    int first = in.read();
    if (first == TLS_RECORD && tls != null) {
      return start(secure(socket, new byte[] {(byte) first}, in), null, true);
    }
    in.reset();
    return start(socket, in, false);
  }

  private Optional<Client> start(Socket socket, @Nullable DataInputStream unread, boolean secured)
      throws IOException {
    Socket plainOrTls = socket;
    boolean encrypted = secured;
    DataInputStream in = unread == null ? input(socket) : unread;
    Set<Startup.Kind> asked = EnumSet.noneOf(Startup.Kind.class);
    try {
      while (true) {
        Startup startup = Startup.of(Message.readBody(in, Startup.LONGEST));
        if (!asked.add(startup.kind())) {
          throw new ProtocolException("expected one request for encryption, found two");
        }
        OutputStream out = plainOrTls.getOutputStream();
        switch (startup.kind()) {
          case GSS -> answer(out, NO);
          case TLS -> {
            boolean agreed = tls != null && !encrypted;
            answer(out, agreed ? YES : NO);
            if (agreed) {
              // Bytes that came in clear behind the request are dropped: none may count as
              // encrypted.
              plainOrTls = secure(socket, new byte[0], null);
              in = input(plainOrTls);
              encrypted = true;
            }
          }
          case CANCEL -> {
            MessageReader reader = startup.cancelled();
            canceller.cancel(reader.int32(), reader.int32());
            return Optional.empty();
          }
          case OTHER -> {
            refuse(out, "0A000", "this server speaks version 3 of the protocol alone");
            return Optional.empty();
          }
          case SESSION -> {
            return session(startup, encrypted, in, out);
          }
        }
      }
    } catch (ProtocolException e) {
      refuse(plainOrTls.getOutputStream(), "08P01", String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }

  private static DataInputStream input(Socket socket) throws IOException {
    return new DataInputStream(new BufferedInputStream(socket.getInputStream(), BUFFER));
  }

  private static void answer(OutputStream out, byte[] octet) throws IOException {
    out.write(octet);
    out.flush();
  }

  private SSLSocket secure(Socket socket, byte[] consumed, @Nullable DataInputStream in)
      throws IOException {
    byte[] buffered = consumed;
    if (in != null && in.available() > 0) {
      byte[] more = in.readNBytes(Math.min(in.available(), BUFFER));
      buffered = new MessageBuffer().bytes(consumed).bytes(more).toBytes();
    }
    SSLSocket secured =
        (SSLSocket)
            java.util.Objects.requireNonNull(tls)
                .createSocket(socket, new ByteArrayInputStream(buffered), true);
    secured.setUseClientMode(false);
    secured.setEnabledProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
    var parameters = secured.getSSLParameters();
    parameters.setApplicationProtocols(new String[] {"postgresql"});
    secured.setSSLParameters(parameters);
    secured.startHandshake();
    return secured;
  }

  private Optional<Client> session(
      Startup startup, boolean encrypted, DataInputStream in, OutputStream out) throws IOException {
    Map<String, String> parameters = startup.parameters();
    negotiate(startup, out);
    String user = parameters.getOrDefault("user", "");
    String wanted = parameters.getOrDefault("database", user);
    boolean redshift =
        parameters.containsKey("driver_version")
            || parameters.containsKey("client_protocol_version");
    if (user.isEmpty()) {
      refuse(out, "28000", "no PostgreSQL user name specified in startup packet");
      return Optional.empty();
    }
    if (!users.areAnyone() && tls != null && !encrypted) {
      refuse(out, "28000", "this server wants TLS; connect with sslmode=require");
      return Optional.empty();
    }
    if (!new Authentication(users, in, out).proves(user, redshift, encrypted)) {
      refuse(out, "28P01", "password authentication failed for user \"" + user + '"');
      return Optional.empty();
    }
    if (!wanted.equals(database)) {
      refuse(
          out,
          "3D000",
          "database \"%s\" does not exist; this server has \"%s\"".formatted(wanted, database));
      return Optional.empty();
    }
    if (parameters.getOrDefault("replication", "false").matches("true|on|yes|1|database")) {
      refuse(out, "0A000", "replication is not supported");
      return Optional.empty();
    }
    return Optional.of(new Client(user, parameters, redshift, encrypted, in, out));
  }

  /** A client that wants more than version 3.0 is told what there is, and goes on with it. */
  private static void negotiate(Startup startup, OutputStream out) throws IOException {
    List<String> unknown =
        startup.parameters().keySet().stream().filter(name -> name.startsWith("_pq_.")).toList();
    if (startup.version() == Startup.VERSION_3 && unknown.isEmpty()) {
      return;
    }
    MessageBuffer body = new MessageBuffer().int32(Startup.VERSION_3).int32(unknown.size());
    unknown.forEach(body::text);
    body.toMessage('v').write(out);
    out.flush();
  }

  private static void refuse(OutputStream out, String sqlState, String message) throws IOException {
    MessageBuffer buffer = new MessageBuffer();
    SqlError.writeFatal(buffer, sqlState, message);
    OutputStream buffered = new BufferedOutputStream(out);
    buffer.drainTo(buffered);
    buffered.flush();
  }
}

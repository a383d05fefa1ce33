package io.tapehouse.emulators.redshift;

import io.tapehouse.gateway.wire.Message;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.Socket;

/** A socket of which both directions are buffered. Closing it may come from another thread. */
final class Pipe implements Closeable {

  private static final int BUFFER = 1 << 16;

  private final Socket socket;
  private final DataInputStream in;
  private final DataOutputStream out;

  Pipe(Socket socket) throws IOException {
    this.socket = socket;
    socket.setTcpNoDelay(true);
    in = new DataInputStream(new BufferedInputStream(socket.getInputStream(), BUFFER));
    out = new DataOutputStream(new BufferedOutputStream(socket.getOutputStream(), BUFFER));
  }

  Message read() throws IOException {
    return Message.read(in);
  }

  /** A message without a letter, as the first of a connection is. */
  byte[] readFirst() throws IOException {
    return Message.readBody(in, Message.GREATEST);
  }

  void write(Message message) throws IOException {
    message.write(out);
  }

  void writeFirst(byte[] body) throws IOException {
    out.writeInt(body.length + Integer.BYTES);
    out.write(body);
    out.flush();
  }

  void writeOctet(char octet) throws IOException {
    out.writeByte(octet);
    out.flush();
  }

  void flush() throws IOException {
    out.flush();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}

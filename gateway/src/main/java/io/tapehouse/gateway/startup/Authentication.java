package io.tapehouse.gateway.startup;

import io.tapehouse.gateway.wire.Message;
import io.tapehouse.gateway.wire.MessageBuffer;
import io.tapehouse.gateway.wire.MessageReader;
import io.tapehouse.gateway.wire.ProtocolException;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;

/**
 * Asks a client to prove who it is: by SCRAM-SHA-256; a driver of Redshift, which has no SCRAM, by
 * its password under TLS, and by MD5 without.
 */
final class Authentication {

  private static final int CLEAR_TEXT = 3;
  private static final int MD5 = 5;
  private static final int SASL = 10;
  private static final int SASL_CONTINUE = 11;
  private static final int SASL_FINAL = 12;

  /** No proof is longer. */
  private static final int LONGEST = 1 << 14;

  private final Users users;
  private final DataInputStream in;
  private final OutputStream out;

  Authentication(Users users, DataInputStream in, OutputStream out) {
    this.users = users;
    this.in = in;
    this.out = out;
  }

  /**
   * Whether the client proves to be that user. One who does not exist goes the same way.
   *
   * @throws ProtocolException when it breaks the protocol
   */
  boolean proves(String user, boolean redshift, boolean encrypted) throws IOException {
    if (users.areAnyone()) {
      return true;
    }
    if (!redshift) {
      return scram(user);
    }
    return encrypted ? clearText(user) : md5(user);
  }

  private boolean scram(String user) throws IOException {
    send(new MessageBuffer().int32(SASL).text(ScramExchange.MECHANISM).octet(0));
    MessageReader first = answer();
    String mechanism = first.text();
    if (!mechanism.equals(ScramExchange.MECHANISM)) {
      throw new ProtocolException(
          "expected the mechanism " + ScramExchange.MECHANISM + ", found " + mechanism);
    }
    byte[] initial = first.value();
    if (initial == null) {
      throw new ProtocolException("expected a first SCRAM message with the mechanism");
    }
    ScramExchange exchange = new ScramExchange(users.secret(user));
    String challenge = exchange.first(new String(initial, StandardCharsets.UTF_8));
    send(new MessageBuffer().int32(SASL_CONTINUE).chars(challenge));
    String proof = exchange.last(new String(answer().rest(), StandardCharsets.UTF_8));
    if (proof.isEmpty()) {
      return false;
    }
    send(new MessageBuffer().int32(SASL_FINAL).chars(proof));
    return true;
  }

  private boolean clearText(String user) throws IOException {
    send(new MessageBuffer().int32(CLEAR_TEXT));
    return equal(answer().text(), users.password(user).orElse(""), user);
  }

  private boolean md5(String user) throws IOException {
    byte[] salt = ScramSecret.random(4);
    send(new MessageBuffer().int32(MD5).bytes(salt));
    String inner = md5(bytes(users.password(user).orElse(""), user));
    String expected = "md5" + md5(bytes(inner, salt));
    return equal(answer().text(), expected, user);
  }

  private boolean equal(String found, String expected, String user) {
    boolean equal =
        MessageDigest.isEqual(
            found.getBytes(StandardCharsets.UTF_8), expected.getBytes(StandardCharsets.UTF_8));
    return equal && users.password(user).isPresent();
  }

  private static byte[] bytes(String text, String more) {
    return (text + more).getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] bytes(String text, byte[] more) {
    return new MessageBuffer().chars(text).bytes(more).toBytes();
  }

  private static String md5(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(bytes));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has MD5", e);
    }
  }

  private void send(MessageBuffer body) throws IOException {
    body.toMessage('R').write(out);
    out.flush();
  }

  private MessageReader answer() throws IOException {
    Message message = Message.read(in, LONGEST);
    if (message.type() != 'p') {
      throw new ProtocolException(
          "expected a password message, found type " + (int) message.type());
    }
    return message.reader();
  }
}

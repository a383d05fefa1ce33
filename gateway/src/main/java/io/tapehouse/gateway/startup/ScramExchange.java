package io.tapehouse.gateway.startup;

import io.tapehouse.gateway.wire.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;

/**
 * The server's side of one sign-in by SCRAM-SHA-256, RFC 5802, without channel binding. For one
 * thread.
 */
final class ScramExchange {

  static final String MECHANISM = "SCRAM-SHA-256";

  private static final int NONCE_BYTES = 18;

  private final ScramSecret secret;
  private String clientFirstBare = "";
  private String serverFirst = "";
  private String gs2Header = "";
  private String nonce = "";

  ScramExchange(ScramSecret secret) {
    this.secret = secret;
  }

  /** Answers the client's first message with nonce, salt and iterations. */
  String first(String clientFirst) throws ProtocolException {
    // n: the client knows no channel binding; y: it thinks that the server knows none.
    int end = clientFirst.indexOf(',', clientFirst.indexOf(',') + 1);
    if (end < 0 || !(clientFirst.startsWith("n,") || clientFirst.startsWith("y,"))) {
      throw new ProtocolException("expected a first SCRAM message without channel binding");
    }
    gs2Header = clientFirst.substring(0, end + 1);
    clientFirstBare = clientFirst.substring(end + 1);
    String clientNonce = attribute(clientFirstBare, 'r');
    nonce = clientNonce + encode(ScramSecret.random(NONCE_BYTES));
    serverFirst = "r=" + nonce + ",s=" + encode(secret.salt()) + ",i=" + secret.iterations();
    return serverFirst;
  }

  /**
   * Judges the client's proof.
   *
   * @return the server's own proof; "" when the password is wrong
   */
  String last(String clientFinal) throws ProtocolException {
    int proofAt = clientFinal.lastIndexOf(",p=");
    if (proofAt < 0 || !attribute(clientFinal, 'r').equals(nonce)) {
      throw new ProtocolException("expected a final SCRAM message with this server's nonce");
    }
    if (!attribute(clientFinal, 'c').equals(encode(gs2Header.getBytes(StandardCharsets.UTF_8)))) {
      throw new ProtocolException("expected the channel binding of the first SCRAM message");
    }
    String message = clientFirstBare + "," + serverFirst + "," + clientFinal.substring(0, proofAt);
    byte[] signature = ScramSecret.hmac(secret.storedKey(), message);
    byte[] proof = decode(clientFinal.substring(proofAt + 3));
    if (proof.length != signature.length) {
      return "";
    }
    byte[] clientKey = new byte[proof.length];
    for (int i = 0; i < proof.length; i++) {
      clientKey[i] = (byte) (proof[i] ^ signature[i]);
    }
    boolean right = MessageDigest.isEqual(ScramSecret.sha256(clientKey), secret.storedKey());
    return right ? "v=" + encode(ScramSecret.hmac(secret.serverKey(), message)) : "";
  }

  private static String attribute(String message, char name) throws ProtocolException {
    for (String part : message.split(",", -1)) {
      if (part.startsWith(name + "=")) {
        return part.substring(2);
      }
    }
    throw new ProtocolException("expected an attribute " + name + " in a SCRAM message");
  }

  private static String encode(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  private static byte[] decode(String text) throws ProtocolException {
    try {
      return Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      throw new ProtocolException("expected Base64 in a SCRAM message");
    }
  }
}

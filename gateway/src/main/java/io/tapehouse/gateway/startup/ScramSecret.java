package io.tapehouse.gateway.startup;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.text.Normalizer;
import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/** What a server keeps of a password for SCRAM-SHA-256, by RFC 5802 and RFC 7677. Immutable. */
final class ScramSecret {

  private static final int ITERATIONS = 4096;
  private static final int SALT_BYTES = 16;
  private static final int KEY_BITS = 256;
  private static final SecureRandom RANDOM = new SecureRandom();

  /**
   * Makes the salts of users who do not exist: the same in each attempt, as those of others are.
   */
  private static final byte[] PRETENCE = random(32);

  private final byte[] salt;
  private final int iterations;
  private final byte[] storedKey;
  private final byte[] serverKey;

  private ScramSecret(byte[] salt, int iterations, byte[] storedKey, byte[] serverKey) {
    this.salt = salt;
    this.iterations = iterations;
    this.storedKey = storedKey;
    this.serverKey = serverKey;
  }

  /** Of the password. */
  byte[] salt() {
    return salt;
  }

  /** Of the derivation. */
  int iterations() {
    return iterations;
  }

  /** Proves the client. */
  byte[] storedKey() {
    return storedKey;
  }

  /** Proves the server. */
  byte[] serverKey() {
    return serverKey;
  }

  static byte[] random(int bytes) {
    byte[] random = new byte[bytes];
    RANDOM.nextBytes(random);
    return random;
  }

  static ScramSecret of(String password) {
    return of(password, random(SALT_BYTES));
  }

  private static ScramSecret of(String password, byte[] salt) {
    try {
      // SASLprep, as far as it matters to passwords that people type.
      String prepared = Normalizer.normalize(password, Normalizer.Form.NFKC);
      PBEKeySpec spec = new PBEKeySpec(prepared.toCharArray(), salt, ITERATIONS, KEY_BITS);
      byte[] salted =
          SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256").generateSecret(spec).getEncoded();
      byte[] clientKey = hmac(salted, "Client Key");
      return new ScramSecret(salt, ITERATIONS, sha256(clientKey), hmac(salted, "Server Key"));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has PBKDF2WithHmacSHA256", e);
    }
  }

  static ScramSecret pretended(String user) {
    byte[] seed = hmac(PRETENCE, user);
    byte[] salt = new byte[SALT_BYTES];
    System.arraycopy(seed, 0, salt, 0, SALT_BYTES);
    return new ScramSecret(salt, ITERATIONS, random(32), random(32));
  }

  static byte[] hmac(byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HmacSHA256", e);
    }
  }

  static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}

package io.tapehouse.gateway.startup;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;

/** Keys and certificates for TLS. */
public final class KeyStores {

  private KeyStores() {}

  /**
   * TLS with the key and the certificate of a file.
   *
   * @param file in PKCS12
   * @param password of the file and of the key
   * @throws IOException when it cannot be read, or the password is wrong
   */
  public static SSLSocketFactory tls(Path file, String password) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(in, password.toCharArray());
      KeyManagerFactory keys =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keys.init(store, password.toCharArray());
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys.getKeyManagers(), null, null);
      return context.getSocketFactory();
    } catch (IOException | GeneralSecurityException e) {
      throw new IOException(
          "cannot read the key store %s (PKCS12 was expected): %s".formatted(file, e.getMessage()),
          e);
    }
  }
}

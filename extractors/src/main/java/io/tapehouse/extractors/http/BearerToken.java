package io.tapehouse.extractors.http;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A secret that is sent to a publisher and never shown. Immutable. */
public final class BearerToken {

  private final String secret;

  private BearerToken(String secret) {
    this.secret = secret;
  }

  /**
   * The token in a setting; empty when nothing is set.
   *
   * @throws IllegalArgumentException when it cannot be sent in a header; the message does not have
   *     it
   */
  public static Optional<BearerToken> of(@Nullable String text) {
    if (text == null || text.isBlank()) {
      return Optional.empty();
    }
    String secret = text.strip();
    // Checked here because the JDK's complaint about a bad header quotes the header.
    if (!secret.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
      throw new IllegalArgumentException(
          "expected a token of visible ASCII characters, found another among its "
              + secret.length());
    }
    return Optional.of(new BearerToken(secret));
  }

  String header() {
    return "Bearer " + secret;
  }

  /** {@code text} without the secret, should a publisher have repeated it. */
  String redact(String text) {
    return text.replace(secret, "***");
  }

  @Override
  public String toString() {
    return "***";
  }
}

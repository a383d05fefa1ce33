package io.tapehouse.extractors.http;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * A question to a publisher.
 *
 * @param subject what it is about, dataset and date: every message begins with it
 * @param address the publisher's; never with a secret
 * @param token sent along as {@code Authorization}; null: none
 * @param form sent with a POST; null: a GET
 */
public record Request(
    String subject, URI address, @Nullable BearerToken token, @Nullable PostForm form) {

  public Request {
    if (address.getHost() == null
        || !("https".equals(address.getScheme()) || "http".equals(address.getScheme()))) {
      throw new IllegalArgumentException(
          subject + ": expected an http or https address, found " + address);
    }
  }

  /** A question without a form. */
  public Request(String subject, URI address, @Nullable BearerToken token) {
    this(subject, address, token, null);
  }

  /** A question without a token. */
  public static Request of(String subject, URI address) {
    return new Request(subject, address, null);
  }

  /** A form that is sent. */
  public static Request of(String subject, URI address, PostForm form) {
    return new Request(subject, address, null, form);
  }

  /** {@code text} without the token. */
  public String redact(String text) {
    return token == null ? text : token.redact(text);
  }

  /** "subject address": the begin of a message. */
  @Override
  public String toString() {
    return subject + " " + address;
  }
}

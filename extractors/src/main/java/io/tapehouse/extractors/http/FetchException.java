package io.tapehouse.extractors.http;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A publisher's file could not be had. The message names dataset, date and address, what was
 * expected and what was found; never a secret.
 */
public class FetchException extends Exception {

  private static final long serialVersionUID = 1L;

  private final Kind kind;
  private final Retry retry;
  private final @Nullable Instant notBefore;

  /** What went wrong. */
  public enum Kind {
    /** The publisher throttles us: too many requests. */
    THROTTLED,
    /** The publisher has banned us: no request for a long while. */
    BANNED,
    /** No connection, or one that ended without an answer. */
    UNREACHABLE,
    /** The publisher has trouble of its own. */
    SERVER_ERROR,
    /** There is no such file, or not yet. */
    NOT_FOUND,
    /** An answer that must not be kept: of another type, cut short, too large, of another date. */
    BAD_ANSWER,
    /** No answer, or not the whole of it, in the time allowed. */
    TIMEOUT,
    /** The answer could not be written here: a full disk, for example. */
    LOCAL_STORAGE
  }

  /** Whether the same question may be answered at another time. */
  public enum Retry {
    /** It may; the client has tried more than once already where that was any use. */
    LATER,
    /** Only when something was changed. */
    NEVER
  }

  /** A complaint; {@code notBefore} is when the host may be asked again, if that is known. */
  public FetchException(
      Kind kind, Retry retry, Request request, String complaint, @Nullable Instant notBefore) {
    super(request + ": " + request.redact(complaint));
    this.kind = kind;
    this.retry = retry;
    this.notBefore = notBefore;
  }

  /** What went wrong. */
  public Kind kind() {
    return kind;
  }

  /** Whether it is any use to ask again later. */
  public boolean retryable() {
    return retry == Retry.LATER;
  }

  /** When the host may be asked again, where the publisher or a ban sets a time. */
  public Optional<Instant> notBefore() {
    return Optional.ofNullable(notBefore);
  }
}

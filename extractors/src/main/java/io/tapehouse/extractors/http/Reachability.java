package io.tapehouse.extractors.http;

/**
 * Whether a publisher can be reached from here.
 *
 * @param host the publisher's
 * @param verdict the answer
 * @param reason a line for people: the status, or what went wrong
 */
public record Reachability(String host, Verdict verdict, String reason) {

  /** Where a connection ends. */
  public enum Verdict {
    /** There was an answer, of whatever status. */
    REACHABLE,
    /** The name is not known: no network, or a wrong name server. */
    NO_SUCH_HOST,
    /** The host, or something before it, refuses connections. */
    REFUSED,
    /** No secure connection: a certificate that is not trusted, a proxy that looks inside. */
    TLS,
    /** No answer in time. */
    TIMEOUT,
    /** Another failure; see the reason. */
    OTHER
  }

  /** Whether there was an answer. */
  public boolean reachable() {
    return verdict == Verdict.REACHABLE;
  }
}

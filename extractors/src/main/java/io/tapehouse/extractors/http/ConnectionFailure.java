package io.tapehouse.extractors.http;

import java.io.EOFException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.util.Set;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Why there is no connection; what explains most comes first. */
enum ConnectionFailure {
  NO_SUCH_HOST,
  TIMEOUT,
  TLS,
  REFUSED,
  CLOSED,
  OTHER;

  /** The JDK's words for a connection that ended before an answer began. */
  private static final Set<String> ENDED =
      Set.of(
          "Too many retries",
          "HTTP/1.1 header parser received no bytes",
          "Connection reset",
          "Connection reset by peer");

  /** The JDK wraps an unknown host in a refused connection, and that in a used-up retry. */
  static ConnectionFailure of(@Nullable Throwable failure) {
    ConnectionFailure worst = OTHER;
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      ConnectionFailure here = ofOne(cause);
      if (here.compareTo(worst) < 0) {
        worst = here;
      }
    }
    return worst;
  }

  /** Whether there was no connection: unknown host, no route, refused, or timed out. */
  static boolean isWithoutConnection(@Nullable Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof UnknownHostException
          || cause instanceof UnresolvedAddressException
          || cause instanceof ConnectException
          || cause instanceof NoRouteToHostException
          || cause instanceof HttpConnectTimeoutException) {
        return true;
      }
    }
    return false;
  }

  private static ConnectionFailure ofOne(Throwable cause) {
    String message = String.valueOf(cause.getMessage());
    if (cause instanceof UnknownHostException || cause instanceof UnresolvedAddressException) {
      return NO_SUCH_HOST;
    }
    if (cause instanceof HttpTimeoutException || message.contains("timed out")) {
      return TIMEOUT;
    }
    if (cause instanceof SSLException) {
      return TLS;
    }
    if (cause instanceof ConnectException) {
      // Of a refusal the JDK leaves the words out; of an unreachable network it does not.
      boolean refused = cause.getMessage() == null || message.contains("refused");
      return refused ? REFUSED : OTHER;
    }
    return ENDED.contains(message) || cause instanceof EOFException ? CLOSED : OTHER;
  }
}

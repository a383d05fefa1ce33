package io.tapehouse.sql.redshift;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where the warehouse is and how it is talked to.
 *
 * @param url {@code jdbc:redshift://host:port/database}, or {@code jdbc:redshift:iam://...} with
 *     {@link RedshiftAuthentication.Iam}; it holds no secret
 * @param authentication who connects
 * @param copyRole ARN of the role by which COPY reads the lake; several with commas between them
 *     are a chain
 * @param statementTimeout after which Redshift ends a statement; empty: what the user or the
 *     workgroup has
 * @param connections most connections at a time, at least 2: a load and a query beside it
 * @param queryGroup the {@code query_group} of statements that have no label, and in front of those
 *     that have one; may be empty
 */
public record RedshiftSettings(
    String url,
    RedshiftAuthentication authentication,
    String copyRole,
    Optional<Duration> statementTimeout,
    int connections,
    String queryGroup) {

  private static final Pattern ROLE =
      Pattern.compile("arn:aws(-cn|-us-gov)?:iam::\\d{12}:role/[\\w+=,.@/-]+");

  /** Reports early what would fail late. */
  public RedshiftSettings {
    boolean iam = authentication instanceof RedshiftAuthentication.Iam;
    String start = iam ? "jdbc:redshift:iam://" : "jdbc:redshift://";
    if (!url.startsWith(start)) {
      throw new IllegalArgumentException(
          "expected a URL that begins with " + start + ", not " + url);
    }
    String lower = url.toLowerCase(Locale.ROOT);
    if (lower.contains("password=")
        || lower.contains("pwd=")
        || lower.contains("secretaccesskey=")) {
      throw new IllegalArgumentException("the URL of the warehouse holds a secret");
    }
    for (String arn : copyRole.split(",", -1)) {
      if (!ROLE.matcher(arn).matches()) {
        throw new IllegalArgumentException("expected the ARN of a role for COPY, found " + arn);
      }
    }
    if (statementTimeout.isPresent() && statementTimeout.get().toMillis() < 1) {
      throw new IllegalArgumentException(
          "expected a statement timeout of at least 1 ms, found " + statementTimeout.get());
    }
    if (connections < 2) {
      throw new IllegalArgumentException("expected at least 2 connections, found " + connections);
    }
  }

  /** Four connections, Redshift's own timeout, no query group. */
  public static RedshiftSettings of(
      String url, RedshiftAuthentication authentication, String copyRole) {
    return new RedshiftSettings(url, authentication, copyRole, Optional.empty(), 4, "");
  }

  /** The same with a limit for each statement. */
  public RedshiftSettings withStatementTimeout(Duration limit) {
    return new RedshiftSettings(
        url, authentication, copyRole, Optional.of(limit), connections, queryGroup);
  }

  /** The same with so many connections. */
  public RedshiftSettings withConnections(int most) {
    return new RedshiftSettings(url, authentication, copyRole, statementTimeout, most, queryGroup);
  }

  /** The same with another query group. */
  public RedshiftSettings withQueryGroup(String group) {
    return new RedshiftSettings(
        url, authentication, copyRole, statementTimeout, connections, group);
  }
}

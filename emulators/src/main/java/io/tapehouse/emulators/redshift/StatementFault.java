package io.tapehouse.emulators.redshift;

import java.time.Duration;

/** What goes wrong with one statement. See {@link RedshiftStandIn#failNext}. */
public final class StatementFault {

  enum Kind {
    SERIALIZATION,
    LOST_BEFORE,
    LOST_AFTER,
    EXPIRED_CREDENTIALS,
    SLOW
  }

  /**
   * The statement is not carried out, its transaction fails with Redshift's error 1023. A COMMIT
   * that meets it leaves no transaction behind.
   */
  public static final StatementFault SERIALIZATION_1023 =
      new StatementFault(Kind.SERIALIZATION, Duration.ZERO);

  /** The connection breaks before the statement is carried out. */
  public static final StatementFault CONNECTION_LOST_BEFORE =
      new StatementFault(Kind.LOST_BEFORE, Duration.ZERO);

  /**
   * The connection breaks after the statement was carried out, and committed where it is a COMMIT
   * or in no transaction block: the client cannot know.
   */
  public static final StatementFault CONNECTION_LOST_AFTER =
      new StatementFault(Kind.LOST_AFTER, Duration.ZERO);

  /** S3 refuses the credentials that a COPY reads with. The statement is not carried out. */
  public static final StatementFault EXPIRED_CREDENTIALS =
      new StatementFault(Kind.EXPIRED_CREDENTIALS, Duration.ZERO);

  private final Kind kind;
  private final Duration delay;

  private StatementFault(Kind kind, Duration delay) {
    this.kind = kind;
    this.delay = delay;
  }

  /**
   * The session waits first, in the server: {@code statement_timeout} and a cancelled query end the
   * wait.
   */
  public static StatementFault slow(Duration delay) {
    return new StatementFault(Kind.SLOW, delay);
  }

  Kind kind() {
    return kind;
  }

  Duration delay() {
    return delay;
  }

  @Override
  public String toString() {
    return kind == Kind.SLOW ? kind + " " + delay : kind.toString();
  }
}

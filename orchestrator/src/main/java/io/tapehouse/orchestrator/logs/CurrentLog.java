package io.tapehouse.orchestrator.logs;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import org.slf4j.LoggerFactory;

/**
 * What libraries and our own classes log goes to the log of the attempt on whose thread they do it,
 * beside where it goes anyway.
 */
public final class CurrentLog {

  private static final ThreadLocal<AttemptLog> CURRENT = new ThreadLocal<>();

  private CurrentLog() {}

  /** Hangs it into the logging of this process, once. */
  public static void install() {
    if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
      Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
      if (root.getAppender(ToAttemptLog.NAME) == null) {
        ToAttemptLog appender = new ToAttemptLog();
        appender.setName(ToAttemptLog.NAME);
        appender.setContext(context);
        appender.start();
        root.addAppender(appender);
      }
    }
  }

  /** Until {@link #leave}, what this thread logs goes to {@code log} too. */
  public static void enter(AttemptLog log) {
    CURRENT.set(log);
  }

  /** Ends what {@link #enter} began. */
  public static void leave() {
    CURRENT.remove();
  }

  /** Unsynchronized: an attempt whose disk is slow makes no other wait. */
  private static final class ToAttemptLog extends UnsynchronizedAppenderBase<ILoggingEvent> {

    static final String NAME = "attempt-log";

    @Override
    protected void append(ILoggingEvent event) {
      AttemptLog log = CURRENT.get();
      if (log == null) {
        return;
      }
      IThrowableProxy thrown = event.getThrowableProxy();
      log.line(
          event.getLevel()
              + " "
              + event.getFormattedMessage()
              + (thrown == null ? "" : "\n" + ThrowableProxyUtil.asString(thrown).stripTrailing()));
    }
  }
}

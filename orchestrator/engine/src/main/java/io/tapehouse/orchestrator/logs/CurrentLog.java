package io.tapehouse.orchestrator.logs;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.encoder.EncoderBase;
import java.nio.charset.Charset;
import java.util.Iterator;
import org.slf4j.LoggerFactory;

/**
 * What libraries and our own classes log goes to the log of the attempt on whose thread they do it,
 * beside where it goes anyway.
 */
public final class CurrentLog {

  private static final ThreadLocal<AttemptLog> CURRENT = new ThreadLocal<>();

  private CurrentLog() {}

  /**
   * Hangs it into the logging of this process, once.
   *
   * @param masking takes secrets out of what goes to standard error; the newest counts
   */
  public static void install(Masking masking) {
    if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
      Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
      if (root.getAppender(ToAttemptLog.NAME) == null) {
        ToAttemptLog appender = new ToAttemptLog();
        appender.setName(ToAttemptLog.NAME);
        appender.setContext(context);
        appender.start();
        root.addAppender(appender);
      }
      for (Iterator<Appender<ILoggingEvent>> all = root.iteratorForAppenders(); all.hasNext(); ) {
        if (all.next() instanceof OutputStreamAppender<ILoggingEvent> printing) {
          printing.setEncoder(MaskedEncoder.of(printing.getEncoder(), masking));
        }
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

  /** What another encoder writes, without secrets. */
  private static final class MaskedEncoder extends EncoderBase<ILoggingEvent> {

    private final Encoder<ILoggingEvent> inner;
    private final Masking masking;

    private MaskedEncoder(Encoder<ILoggingEvent> inner, Masking masking) {
      this.inner = inner;
      this.masking = masking;
    }

    static MaskedEncoder of(Encoder<ILoggingEvent> encoder, Masking masking) {
      MaskedEncoder made =
          new MaskedEncoder(
              encoder instanceof MaskedEncoder masked ? masked.inner : encoder, masking);
      made.setContext(encoder.getContext());
      made.start();
      return made;
    }

    @Override
    public byte[] headerBytes() {
      return inner.headerBytes();
    }

    @Override
    public byte[] encode(ILoggingEvent event) {
      String text = new String(inner.encode(event), Charset.defaultCharset());
      return masking.apply(text).getBytes(Charset.defaultCharset());
    }

    @Override
    public byte[] footerBytes() {
      return inner.footerBytes();
    }
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

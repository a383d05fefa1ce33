package io.tapehouse.extractors.http;

import java.time.Duration;
import java.util.OptionalLong;

/** Observes what the client does. Called from many threads; must be quick, and must not throw. */
public interface TransferListener {

  /** Hears nothing. */
  TransferListener NONE = new TransferListener() {};

  /**
   * More of an answer is here.
   *
   * @param bytes received of this attempt so far, as sent
   * @param expected the declared size, if there is one
   */
  default void received(Request request, long bytes, OptionalLong expected) {}

  /**
   * A request failed and is made again.
   *
   * @param attempt the one that failed, from 1
   * @param wait how long until the next, not counting the turn that it must wait for
   * @param why what failed
   */
  default void retrying(Request request, int attempt, Duration wait, String why) {}
}

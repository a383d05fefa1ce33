package io.tapehouse.orchestrator.control;

/**
 * The parts of a streamed answer: a count of bytes, then so many bytes. What is not a count has
 * another meaning. A stream that does not end in {@link #END} or {@link #TROUBLE} is torn off.
 */
final class Frame {

  /** A sign of life, by which the writer also notices a reader that is gone. */
  static final int STILL_THERE = 0;

  /** That was all of it. */
  static final int END = -1;

  /** It went wrong: a count and a {@link FailureMessage} in JSON follow. */
  static final int TROUBLE = -2;

  private Frame() {}
}

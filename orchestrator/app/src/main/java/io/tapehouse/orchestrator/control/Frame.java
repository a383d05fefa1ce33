package io.tapehouse.orchestrator.control;

/**
 * The parts of a streamed answer: a count of bytes, then so many bytes. What is not a count has
 * another meaning. A stream that does not end in {@link #END} or {@link #TROUBLE} is torn off.
 */
final class Frame {

  /** Nothing new; whoever writes is still there, and finds out whether the reader is. */
  static final int STILL_THERE = 0;

  /** That was all of it. */
  static final int END = -1;

  /** It went wrong: a count and a {@link Trouble} in JSON follow. */
  static final int TROUBLE = -2;

  private Frame() {}
}

package io.tapehouse.orchestrator.control;

import java.io.OutputStream;

/** Takes an answer as it comes. For one writing thread. */
public abstract class AnswerOutput extends OutputStream {

  /**
   * Registers what ends the work on the answer when nobody reads it any more: the client has gone,
   * or the process is about to end. A reader that goes away unnoticed makes the next write fail.
   *
   * @param action may be called more than once, from another thread
   */
  public void onBroken(Runnable action) {}
}

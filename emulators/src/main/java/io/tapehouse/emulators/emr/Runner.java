package io.tapehouse.emulators.emr;

/** What a fake service does when a piece of work has its turn. Called by a thread of its own. */
@FunctionalInterface
public interface Runner {

  /**
   * Runs the work: it has succeeded when this returns, and has failed when this throws, with the
   * message as the details. When the work is cancelled this thread is interrupted and {@link
   * Submission#cancelled} is true; the service calls it cancelled when this has ended, however it
   * does.
   */
  void run(Submission submission) throws Exception;
}

package io.tapehouse.orchestrator.control;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The requests that are being answered. Safe for use by many threads. */
final class PendingAnswers {

  static final String ENDING = "the owner of the home is about to end; try again in a moment";

  /** Fewer than there are threads, so that short requests are always answered. */
  static final int MOST_STREAMS = 12;

  private static final Duration LAST_WORDS = Duration.ofSeconds(2);

  private final List<AnswerStream> streams = new ArrayList<>();
  private int requests;
  private boolean ending;

  /** False when the endpoint is about to close. */
  synchronized boolean begin() {
    if (ending) {
      return false;
    }
    requests++;
    return true;
  }

  synchronized void end() {
    requests--;
    notifyAll();
  }

  synchronized void add(AnswerStream stream) throws OwnerFailureException {
    if (streams.size() == MOST_STREAMS) {
      throw new OwnerFailureException(
          "the owner of the home streams %d answers already; wait until one has ended"
              .formatted(MOST_STREAMS));
    }
    streams.add(stream);
  }

  synchronized void remove(AnswerStream stream) {
    streams.remove(stream);
  }

  /** Accepts no more, and waits for the pending ones, at most for {@code grace}. */
  void stop(Duration grace) {
    boolean interrupted = false;
    try {
      begunEnd(grace);
    } catch (InterruptedException e) {
      interrupted = true;
    }
    for (AnswerStream stream : open()) {
      stream.breakOff(ENDING);
    }
    try {
      begunEnd(LAST_WORDS);
    } catch (InterruptedException e) {
      interrupted = true;
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized List<AnswerStream> open() {
    return List.copyOf(streams);
  }

  private synchronized void begunEnd(Duration patience) throws InterruptedException {
    ending = true;
    long until = System.nanoTime() + patience.toNanos();
    while (requests > 0) {
      long left = (until - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        return;
      }
      wait(left);
    }
  }
}

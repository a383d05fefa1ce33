package io.tapehouse.orchestrator.spark.emr;

import io.tapehouse.orchestrator.spark.emr.AwsCallException.Reason;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/**
 * Asks for something that the API of EMR has no client token for: when the answer is lost, what was
 * to come of it is looked for by its name before it is asked for again.
 */
record LostAnswer(Waits waits) {

  private static final int TRIES = 4;
  private static final int LOOKS = 3;

  /** Lists may lag behind. */
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(5);

  /** A request, or a search. */
  interface Asking<T> {
    T ask() throws IOException, InterruptedException;
  }

  /** The id of what was asked for. */
  String settle(Asking<String> request, Asking<Optional<String>> search)
      throws IOException, InterruptedException {
    for (int number = 1; ; number++) {
      try {
        return request.ask();
      } catch (AwsCallException e) {
        if (e.reason() != Reason.UNCLEAR) {
          throw e;
        }
        Optional<String> found = look(search);
        if (found.isPresent()) {
          return found.get();
        }
        if (number == TRIES) {
          throw e;
        }
      }
    }
  }

  /** What is there by that name, looked for repeatedly. */
  Optional<String> look(Asking<Optional<String>> search) throws IOException, InterruptedException {
    for (int look = 1; ; look++) {
      Optional<String> found = search.ask();
      if (found.isPresent() || look == LOOKS) {
        return found;
      }
      waits.sleep(BETWEEN_LOOKS);
    }
  }
}

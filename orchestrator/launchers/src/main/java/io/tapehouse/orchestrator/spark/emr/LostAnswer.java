package io.tapehouse.orchestrator.spark.emr;

import io.tapehouse.orchestrator.spark.emr.AwsCallException.Reason;
import io.tapehouse.store.Backoff;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/**
 * Asks for something that the API of EMR has no client token for: when the answer is lost, what was
 * to come of it is looked for by its name before it is asked for again.
 */
record LostAnswer(Waits waits) {

  private static final Backoff REQUESTS = Backoff.none(4);

  /** Lists may lag behind. */
  private static final Backoff LOOKS = Backoff.constant(3, Duration.ofSeconds(5));

  /** A request, or a search. */
  interface Asking<T> {
    T ask() throws IOException, InterruptedException;
  }

  /** The id of what was asked for. */
  String settle(Asking<String> request, Asking<Optional<String>> search)
      throws IOException, InterruptedException {
    Backoff.Attempts attempts = REQUESTS.start(waits::sleep);
    while (true) {
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
        if (!attempts.again()) {
          throw e;
        }
      }
    }
  }

  /** What is there by that name, looked for repeatedly. */
  Optional<String> look(Asking<Optional<String>> search) throws IOException, InterruptedException {
    Backoff.Attempts looks = LOOKS.start(waits::sleep);
    Optional<String> found;
    do {
      found = search.ask();
    } while (found.isEmpty() && looks.again());
    return found;
  }
}

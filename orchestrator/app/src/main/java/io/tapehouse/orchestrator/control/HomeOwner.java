package io.tapehouse.orchestrator.control;

import io.tapehouse.orchestrator.home.Home;
import io.tapehouse.orchestrator.home.HomeInUseException;
import io.tapehouse.orchestrator.home.OwnedHome;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Optional;

/** Finds the owner of a home. */
public final class HomeOwner {

  /** An owner that is just beginning or ending, or a command that has the home for a moment. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private static final long PAUSE_MILLISECONDS = 30;

  private HomeOwner() {}

  /**
   * A client of the owner of a home; empty when it has none, and the caller may go to its files.
   *
   * @throws HomeInUseException when it has an owner that does not answer, for some seconds
   */
  public static Optional<ControlClient> open(Home home) throws IOException {
    return open(home, PATIENCE);
  }

  static Optional<ControlClient> open(Home home, Duration patience) throws IOException {
    long until = System.nanoTime() + patience.toNanos();
    while (true) {
      Optional<String> owner = OwnedHome.owner(home);
      if (owner.isEmpty()) {
        // No owner: a leftover control.json belongs to a killed process.
        return Optional.empty();
      }
      Optional<ControlFile> file = ControlFile.read(home);
      if (file.isPresent()) {
        try {
          return Optional.of(ControlClient.connect(file.get()));
        } catch (ConnectException | SocketTimeoutException e) {
          // Of an owner before this one, or this one is about to end.
          pause(home, owner.get(), until);
          continue;
        }
      }
      pause(home, owner.get(), until);
    }
  }

  private static void pause(Home home, String owner, long until) throws IOException {
    if (System.nanoTime() - until > 0) {
      throw new HomeInUseException(home, owner);
    }
    try {
      Thread.sleep(PAUSE_MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new HomeInUseException(home, owner);
    }
  }
}

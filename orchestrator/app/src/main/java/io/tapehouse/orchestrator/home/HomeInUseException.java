package io.tapehouse.orchestrator.home;

import java.io.IOException;

/** Another process owns the home. */
public final class HomeInUseException extends IOException {

  private static final long serialVersionUID = 1L;

  /** Names the owner, as {@link OwnedHome#owner} returns it. */
  public HomeInUseException(Home home, String owner) {
    super(
        "%s is in use by %s. Wait until it has ended, or name another folder with --home."
            .formatted(home.root(), owner.isBlank() ? "another process" : owner));
  }
}

package io.tapehouse.infra.stage;

import java.util.List;

/** A stage file that cannot be used; names everything that is wrong with it. */
public final class StageException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  StageException(String file, List<String> problems) {
    super("%s: %s".formatted(file, String.join("; ", problems)));
  }
}

package io.tapehouse.sql.load;

import java.time.Duration;

/** How long the steps of a load took; for the log. */
final class LoadSteps {

  private final StringBuilder text = new StringBuilder();
  private long last = System.nanoTime();

  void done(String step) {
    long now = System.nanoTime();
    text.append(text.isEmpty() ? "" : ", ")
        .append(step)
        .append(' ')
        .append(Duration.ofNanos(now - last).toMillis())
        .append(" ms");
    last = now;
  }

  @Override
  public String toString() {
    return text.toString();
  }
}

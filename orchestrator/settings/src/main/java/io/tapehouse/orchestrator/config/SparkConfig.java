package io.tapehouse.orchestrator.config;

import java.time.Duration;
import java.util.List;

/** The Spark process of this machine. */
public record SparkConfig(
    @Setting(value = "its `-Xmx`", byDefault = "1g", min = "512m", max = "1024g") DataSize heap,
    @Setting(
            value = "it is stopped after so long without a job; the next job starts it again",
            byDefault = "10m",
            min = "100ms",
            max = "7d")
        Duration idleTimeout,
    @Setting("more options of its Java") List<String> jvmOptions) {

  /** Takes a copy. */
  public SparkConfig {
    jvmOptions = List.copyOf(jvmOptions);
  }
}

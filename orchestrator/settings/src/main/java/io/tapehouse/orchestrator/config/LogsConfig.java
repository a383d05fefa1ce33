package io.tapehouse.orchestrator.config;

import java.time.Duration;

/** What is written down for people. */
public record LogsConfig(
    @Setting(
            value = "how long logs of attempts, and Spark's event logs, are kept",
            byDefault = "90d",
            min = "1d",
            max = "36500d")
        Duration keep) {}

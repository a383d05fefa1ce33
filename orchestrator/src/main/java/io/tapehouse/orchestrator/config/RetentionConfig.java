package io.tapehouse.orchestrator.config;

import java.time.Duration;

/** What {@code tapehouse db clean} leaves in place. */
public record RetentionConfig(
    @Setting(
            value = "how long finished runs stay in the run store",
            byDefault = "730d",
            min = "1d",
            max = "36500d")
        Duration runs) {}

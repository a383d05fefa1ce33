package io.tapehouse.orchestrator.config;

import java.time.Duration;

/** What {@code tapehouse db clean} and {@code tapehouse lake clean} leave in place. */
public record RetentionConfig(
    @Setting(
            value = "how long finished runs stay in the run store",
            byDefault = "730d",
            min = "1d",
            max = "36500d")
        Duration runs,
    @Setting(
            value =
                "how long attempts stay in the lake that no run and no row of the warehouse's"
                    + " load_ledger refers to; longer than any attempt takes",
            byDefault = "7d",
            min = "1h",
            max = "36500d")
        Duration unusedAttempts) {}

package io.tapehouse.orchestrator.config;

import java.time.Duration;

/** How a node plans and works. */
public record SchedulerConfig(
    @Setting(
            value = "attempts that this node runs at once, a thread each",
            byDefault = "8",
            min = "1",
            max = "1000")
        int workers,
    @Setting(
            value = "how often a running attempt renews its lease",
            byDefault = "5s",
            min = "50ms",
            max = "5m")
        Duration heartbeat,
    @Setting(
            value = "longest wait between two looks into the run store",
            byDefault = "1s",
            min = "10ms",
            max = "1m")
        Duration poll,
    @Setting(
            value = "how often the planner looks for dates without a run",
            byDefault = "15s",
            min = "50ms",
            max = "1h")
        Duration plannerInterval,
    @Setting(
            value =
                "how long running attempts may finish after SIGTERM before they are handed back",
            byDefault = "30s",
            min = "0s",
            max = "1h")
        Duration shutdownGrace,
    @Setting(
            value = "how often an attempt whose node died is taken over before the task fails",
            byDefault = "5",
            min = "0",
            max = "1000")
        int takeovers) {}

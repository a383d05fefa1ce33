package io.tapehouse.orchestrator.operations;

import java.nio.file.Path;
import java.time.Duration;

/**
 * What is removed when it is old.
 *
 * @param runs how long ended runs are kept
 * @param logs how long logs of attempts and Spark's event logs are kept
 * @param eventLogs the folder of Spark's event logs; it need not be there
 * @param lake attempts that nothing refers to
 */
public record RetentionPolicy(Duration runs, Duration logs, Path eventLogs, UnusedAttempts lake) {}

package io.tapehouse.infra.stage;

/**
 * The orchestrator on Fargate.
 *
 * @param imageTag tag of the image in the stage's repository
 * @param source what the scheduler fetches from: {@code live}, or {@code sim} to try a stage out
 * @param tasks how many nodes run beside each other
 * @param architecture that the base image of the image is of
 * @param cpu units of a task, 1024 are one vCPU
 * @param memoryMb memory of a task
 * @param diskGb disk of a task, where home and temporary files lie
 * @param logDays how long its log is kept
 */
public record ServiceSettings(
    String imageTag,
    String source,
    int tasks,
    Architecture architecture,
    int cpu,
    int memoryMb,
    int diskGb,
    int logDays) {}

package io.tapehouse.infra.stage;

/**
 * The EMR Serverless application.
 *
 * @param release label of the release, {@code emr-spark-8.1.0}
 * @param architecture of its workers
 * @param maxVcpu most vCPUs at once, over all jobs
 * @param maxMemoryGb most memory at once
 * @param maxDiskGb most disk at once
 * @param idleMinutes after which it stops; a job starts it again
 * @param warmWorkers workers that are kept running while it is started, a driver and the rest
 *     executors; 0 for none
 * @param jar name of the program in the artifacts bucket
 */
public record EmrSettings(
    String release,
    Architecture architecture,
    int maxVcpu,
    int maxMemoryGb,
    int maxDiskGb,
    int idleMinutes,
    int warmWorkers,
    String jar) {}

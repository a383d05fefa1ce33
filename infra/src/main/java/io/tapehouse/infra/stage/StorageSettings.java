package io.tapehouse.infra.stage;

/**
 * The buckets. All ages are days.
 *
 * @param keepOnDelete whether buckets, keys and images outlive their stack
 * @param archiveInstantRetrievalAfter age at which an archived file moves to Glacier Instant
 *     Retrieval, where it can still be read at once
 * @param archiveDeepArchiveAfter age at which it moves to Glacier Deep Archive, from which it must
 *     be restored (hours) before it can be read again
 * @param lakeAttemptsExpireAfter age at which Parquet files go; they are made anew from the archive
 * @param logsExpireAfter age at which logs of Spark and of access to buckets go
 */
public record StorageSettings(
    boolean keepOnDelete,
    int archiveInstantRetrievalAfter,
    int archiveDeepArchiveAfter,
    int lakeAttemptsExpireAfter,
    int logsExpireAfter) {}

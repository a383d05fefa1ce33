package io.tapehouse.infra.stage;

/**
 * The run store, PostgreSQL on RDS.
 *
 * @param postgres full version, {@code 17.6}
 * @param instance class and size, {@code t4g.micro}
 * @param storageGb disk to begin with
 * @param maxStorageGb up to which it grows by itself
 * @param multiAz whether a second instance stands by in another zone
 * @param backupDays how long backups are kept
 * @param deletionProtection whether deleting is refused until this is taken back
 * @param rotatePasswordDays how often the password is changed, 0 for never
 * @param sslMode of the PostgreSQL driver: {@code require} or {@code verify-full}
 */
public record RunStoreSettings(
    String postgres,
    String instance,
    int storageGb,
    int maxStorageGb,
    boolean multiAz,
    int backupDays,
    boolean deletionProtection,
    int rotatePasswordDays,
    String sslMode) {}

package io.tapehouse.infra;

import io.tapehouse.infra.stage.Stage;
import io.tapehouse.infra.stage.StorageSettings;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.s3.BlockPublicAccess;
import software.amazon.awscdk.services.s3.Bucket;
import software.amazon.awscdk.services.s3.BucketEncryption;
import software.amazon.awscdk.services.s3.LifecycleRule;
import software.amazon.awscdk.services.s3.ObjectOwnership;
import software.amazon.awscdk.services.s3.StorageClass;
import software.amazon.awscdk.services.s3.Transition;
import software.constructs.Construct;

/** The buckets: private, TLS only, encrypted, each with an end for what it need not keep. */
final class Buckets extends Construct {

  /** Where the archive, the lake and the logs of Spark begin in their buckets. */
  static final String ARCHIVE = "archive";

  static final String LAKE = "lake";
  static final String SPARK_LOGS = "emr";

  private static final int BROKEN_UPLOADS_DAYS = 7;

  private final Stage stage;
  private final IKey key;
  private final Bucket access;
  private final Bucket archive;
  private final Bucket lake;
  private final Bucket logs;
  private final Bucket artifacts;

  Buckets(Construct scope, Stage stage, IKey key) {
    super(scope, "Buckets");
    this.stage = stage;
    this.key = key;
    StorageSettings ages = stage.storage();
    access = accessLogs(ages);
    archive =
        bucket("archive")
            .versioned(true)
            .lifecycleRules(
                List.of(
                    brokenUploads(),
                    LifecycleRule.builder()
                        .id("old-files-to-glacier")
                        .prefix(ARCHIVE + "/")
                        .transitions(
                            List.of(
                                to(
                                    StorageClass.GLACIER_INSTANT_RETRIEVAL,
                                    ages.archiveInstantRetrievalAfter()),
                                to(StorageClass.DEEP_ARCHIVE, ages.archiveDeepArchiveAfter())))
                        .build()))
            .build();
    lake =
        bucket("lake")
            .lifecycleRules(
                List.of(
                    brokenUploads(), expire("old-attempts", LAKE, ages.lakeAttemptsExpireAfter())))
            .build();
    logs =
        bucket("logs")
            .lifecycleRules(
                List.of(brokenUploads(), expire("old-logs", null, ages.logsExpireAfter())))
            .build();
    artifacts =
        bucket("artifacts").versioned(true).lifecycleRules(List.of(brokenUploads())).build();
  }

  Bucket archive() {
    return archive;
  }

  Bucket lake() {
    return lake;
  }

  /** Of Spark's drivers and executors. */
  Bucket logs() {
    return logs;
  }

  /** The program that Spark runs. */
  Bucket artifacts() {
    return artifacts;
  }

  /** Amazon S3 user guide: a bucket that takes access logs may only be encrypted with SSE-S3. */
  private Bucket accessLogs(StorageSettings ages) {
    return secured("access")
        .encryption(BucketEncryption.S3_MANAGED)
        .lifecycleRules(List.of(brokenUploads(), expire("old-logs", null, ages.logsExpireAfter())))
        .build();
  }

  private Bucket.Builder bucket(String name) {
    return secured(name)
        .encryption(BucketEncryption.KMS)
        .encryptionKey(key)
        .bucketKeyEnabled(true)
        .serverAccessLogsBucket(access)
        .serverAccessLogsPrefix(name + "/");
  }

  private Bucket.Builder secured(String name) {
    return Bucket.Builder.create(this, name)
        .bucketName(
            "%s-%s-%s".formatted(stage.named(name), Stack.of(this).getAccount(), stage.region()))
        .blockPublicAccess(BlockPublicAccess.BLOCK_ALL)
        .objectOwnership(ObjectOwnership.BUCKET_OWNER_ENFORCED)
        .enforceSsl(true)
        .minimumTlsVersion(1.2)
        .removalPolicy(TapehouseStack.removal(stage));
  }

  private static Transition to(StorageClass storageClass, int days) {
    return Transition.builder()
        .storageClass(storageClass)
        .transitionAfter(Duration.days(days))
        .build();
  }

  private static LifecycleRule brokenUploads() {
    return LifecycleRule.builder()
        .id("broken-uploads")
        .abortIncompleteMultipartUploadAfter(Duration.days(BROKEN_UPLOADS_DAYS))
        .build();
  }

  private static LifecycleRule expire(String id, @Nullable String prefix, int days) {
    LifecycleRule.Builder rule = LifecycleRule.builder().id(id).expiration(Duration.days(days));
    return prefix == null ? rule.build() : rule.prefix(prefix + "/").build();
  }
}

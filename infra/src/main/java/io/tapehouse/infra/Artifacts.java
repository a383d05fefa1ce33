package io.tapehouse.infra;

import io.tapehouse.infra.stage.Stage;
import software.amazon.awscdk.services.s3.IBucket;

/** Where the program that Spark runs lies. */
final class Artifacts {

  static final String FOLDER = "emr";

  private Artifacts() {}

  static String jar(IBucket bucket, Stage stage) {
    return "s3://%s/%s/%s".formatted(bucket.getBucketName(), FOLDER, stage.emr().jar());
  }
}

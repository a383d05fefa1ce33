package io.tapehouse.infra;

import io.tapehouse.infra.stage.Stage;
import software.amazon.awscdk.CfnOutput;
import software.constructs.Construct;

/** What is kept: keys, buckets and images. */
final class StorageStack extends TapehouseStack {

  private final Keys keys;
  private final Buckets buckets;
  private final Images images;

  StorageStack(Construct app, Stage stage) {
    super(app, stage, "storage", "Tapehouse: keys, buckets, images");
    keys = new Keys(this, stage);
    buckets = new Buckets(this, stage, keys.data());
    images = new Images(this, stage, keys.data());
    output("ArchiveBucket", buckets.archive().getBucketName());
    output("LakeBucket", buckets.lake().getBucketName());
    output("ArtifactsBucket", buckets.artifacts().getBucketName());
    output("LogsBucket", buckets.logs().getBucketName());
    output("ImageRepository", images.repository().getRepositoryUri());
    output("DataKey", keys.data().getKeyArn());
  }

  Keys keys() {
    return keys;
  }

  Buckets buckets() {
    return buckets;
  }

  Images images() {
    return images;
  }

  private void output(String name, String value) {
    CfnOutput.Builder.create(this, name).value(value).build();
  }
}

package io.tapehouse.store.s3;

import java.util.List;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;
import software.amazon.awssdk.services.s3.model.Tag;
import software.amazon.awssdk.services.s3.model.Tagging;

/** Encryption and tags of what is written; the same, whether at once or in parts. */
final class Marks {

  private final S3Settings settings;

  private Marks(S3Settings settings) {
    this.settings = settings;
  }

  static Marks of(S3Settings settings) {
    return new Marks(settings);
  }

  PutObjectRequest.Builder on(PutObjectRequest.Builder request) {
    settings
        .kmsKeyId()
        .ifPresent(
            key ->
                request
                    .serverSideEncryption(ServerSideEncryption.AWS_KMS)
                    .ssekmsKeyId(key)
                    .bucketKeyEnabled(true));
    return settings.tags().isEmpty() ? request : request.tagging(tagging());
  }

  CreateMultipartUploadRequest.Builder on(CreateMultipartUploadRequest.Builder request) {
    settings
        .kmsKeyId()
        .ifPresent(
            key ->
                request
                    .serverSideEncryption(ServerSideEncryption.AWS_KMS)
                    .ssekmsKeyId(key)
                    .bucketKeyEnabled(true));
    return settings.tags().isEmpty() ? request : request.tagging(tagging());
  }

  private Tagging tagging() {
    List<Tag> tags =
        settings.tags().entrySet().stream()
            .sorted(java.util.Map.Entry.comparingByKey())
            .map(tag -> Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
            .toList();
    return Tagging.builder().tagSet(tags).build();
  }
}

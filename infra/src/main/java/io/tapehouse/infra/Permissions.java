package io.tapehouse.infra;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.Effect;
import software.amazon.awscdk.services.iam.IPrincipal;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.PrincipalWithConditions;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.s3.IBucket;
import software.constructs.Construct;

/**
 * A role that one AWS service takes on for this account, and what it may do: actions by name, on
 * resources by name. The CDK's own grants are not used, since they hold wildcards.
 */
final class Permissions extends Construct {

  private final Role role;

  Permissions(Construct scope, String id, IPrincipal service) {
    super(scope, id);
    role = Role.Builder.create(this, "Role").assumedBy(service).build();
  }

  /**
   * A role for a service that names the account for which it asks, and is trusted for this one
   * only.
   */
  static Permissions of(Construct scope, String id, String service) {
    return new Permissions(
        scope,
        id,
        new PrincipalWithConditions(
            new ServicePrincipal(service),
            Map.of("StringEquals", Map.of("aws:SourceAccount", Stack.of(scope).getAccount()))));
  }

  Role role() {
    return role;
  }

  /** Allows actions on resources. */
  Permissions allow(List<String> actions, String... resources) {
    return allow(actions, Map.of(), resources);
  }

  /** Allows actions on resources under conditions. */
  Permissions allow(List<String> actions, Map<String, Object> conditions, String... resources) {
    role.addToPolicy(
        PolicyStatement.Builder.create()
            .effect(Effect.ALLOW)
            .actions(actions)
            .resources(List.of(resources))
            .conditions(conditions)
            .build());
    return this;
  }

  /**
   * Allows to list a folder of a bucket. Without this right S3 answers 403 instead of 404 for an
   * object that is not there; such a request has no prefix, hence "if exists".
   */
  Permissions list(IBucket bucket, String folder) {
    return allow(
            List.of("s3:ListBucket", "s3:ListBucketMultipartUploads"),
            Map.of("StringLikeIfExists", Map.of("s3:prefix", List.of(folder, folder + "/*"))),
            bucket.getBucketArn())
        .allow(List.of("s3:GetBucketLocation"), bucket.getBucketArn());
  }

  /** Allows to read the objects of a folder. */
  Permissions read(IBucket bucket, String folder) {
    return list(bucket, folder)
        .allow(List.of("s3:GetObject", "s3:GetObjectTagging"), bucket.arnForObjects(folder + "/*"));
  }

  /** Allows to write objects into a folder, in parts as well; not to take any away. */
  Permissions add(IBucket bucket, String folder) {
    return allow(
        List.of(
            "s3:AbortMultipartUpload",
            "s3:ListMultipartUploadParts",
            "s3:PutObject",
            "s3:PutObjectTagging"),
        bucket.arnForObjects(folder + "/*"));
  }

  /** Allows to delete the objects of a folder. */
  Permissions remove(IBucket bucket, String folder) {
    return allow(List.of("s3:DeleteObject"), bucket.arnForObjects(folder + "/*"));
  }

  /** Allows to use a key through the named services, {@code s3} and the like. */
  Permissions use(IKey key, List<String> services) {
    String region = Stack.of(this).getRegion();
    return allow(
        List.of("kms:Decrypt", "kms:GenerateDataKey"),
        Map.of(
            "StringEquals",
            Map.of(
                "kms:ViaService",
                services.stream().map(s -> "%s.%s.amazonaws.com".formatted(s, region)).toList())),
        key.getKeyArn());
  }
}

package io.tapehouse.infra;

import io.tapehouse.infra.stage.Stage;
import java.util.List;
import software.amazon.awscdk.services.ecr.LifecycleRule;
import software.amazon.awscdk.services.ecr.Repository;
import software.amazon.awscdk.services.ecr.RepositoryEncryption;
import software.amazon.awscdk.services.ecr.TagMutability;
import software.amazon.awscdk.services.kms.IKey;
import software.constructs.Construct;

/**
 * Images of the orchestrator. A tag is never given twice, so going back is a matter of its name.
 */
final class Images extends Construct {

  private static final int KEPT = 20;

  private final Repository repository;

  Images(Construct scope, Stage stage, IKey key) {
    super(scope, "Images");
    repository =
        Repository.Builder.create(this, "Repository")
            .repositoryName(stage.named("orchestrator"))
            .encryption(RepositoryEncryption.KMS)
            .encryptionKey(key)
            .imageScanOnPush(true)
            .imageTagMutability(TagMutability.IMMUTABLE)
            .lifecycleRules(List.of(LifecycleRule.builder().maxImageCount(KEPT).build()))
            .emptyOnDelete(!stage.storage().keepOnDelete())
            .removalPolicy(TapehouseStack.removal(stage))
            .build();
  }

  Repository repository() {
    return repository;
  }
}

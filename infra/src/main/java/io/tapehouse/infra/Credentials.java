package io.tapehouse.infra;

import io.tapehouse.infra.stage.Stage;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.secretsmanager.Secret;
import software.amazon.awscdk.services.secretsmanager.SecretStringGenerator;
import software.constructs.Construct;

/** User and password of a database: made up by Secrets Manager, seen by nobody. */
final class Credentials extends Construct {

  /** Keys of the secret's JSON. */
  static final String USER = "username";

  static final String PASSWORD = "password";

  private static final int LENGTH = 40;

  private final Secret secret;

  Credentials(Construct scope, Stage stage, String name, String user, IKey key) {
    super(scope, "Credentials");
    secret =
        Secret.Builder.create(this, "Secret")
            .secretName(stage.named(name))
            .description("Tapehouse %s: user and password of %s".formatted(stage.name(), name))
            .encryptionKey(key)
            .generateSecretString(
                SecretStringGenerator.builder()
                    .secretStringTemplate("{\"%s\":\"%s\"}".formatted(USER, user))
                    .generateStringKey(PASSWORD)
                    .passwordLength(LENGTH)
                    // Redshift takes most signs but not all; letters and digits are long enough.
                    .excludePunctuation(true)
                    .build())
            .removalPolicy(TapehouseStack.removal(stage))
            .build();
  }

  Secret secret() {
    return secret;
  }
}

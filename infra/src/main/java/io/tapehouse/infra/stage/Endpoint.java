package io.tapehouse.infra.stage;

/** AWS services that may get an endpoint inside the network. */
public enum Endpoint {
  SECRETS_MANAGER("secrets-manager"),
  ECR_API("ecr-api"),
  ECR_DOCKER("ecr-docker"),
  CLOUDWATCH_LOGS("cloudwatch-logs"),
  EMR_SERVERLESS("emr-serverless"),
  STS("sts"),
  KMS("kms"),
  REDSHIFT_SERVERLESS("redshift-serverless");

  private final String text;

  Endpoint(String text) {
    this.text = text;
  }

  /** As it stands in a stage file. */
  public String text() {
    return text;
  }

  /** Whether the orchestrator cannot start or work without it where there is no NAT gateway. */
  public boolean neededWithoutEgress() {
    return switch (this) {
      case SECRETS_MANAGER, ECR_API, ECR_DOCKER, CLOUDWATCH_LOGS, EMR_SERVERLESS -> true;
      // KMS is called by the services for us; STS and Redshift's API only for IAM authentication.
      case STS, KMS, REDSHIFT_SERVERLESS -> false;
    };
  }
}

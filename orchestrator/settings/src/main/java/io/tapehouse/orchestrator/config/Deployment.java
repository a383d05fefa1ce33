package io.tapehouse.orchestrator.config;

/** Where Tapehouse runs, and so which implementations it uses. */
public enum Deployment {
  /** One machine and one folder. */
  LOCAL,
  /** Amazon S3, EMR and Redshift. */
  AWS
}

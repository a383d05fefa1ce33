package io.tapehouse.infra.stage;

/**
 * Everything that differs from stage to stage. The constructs hold no figures of their own.
 *
 * @param name {@code dev} or {@code prod}; part of every name and tag
 * @param account twelve digits, or empty: the account whose credentials deploy
 * @param region of everything, such as {@code ap-northeast-1}
 * @param costCentre value of the tag {@code cost-centre}
 */
public record Stage(
    String name,
    String account,
    String region,
    String costCentre,
    NetworkSettings network,
    StorageSettings storage,
    EmrSettings emr,
    RedshiftSettings redshift,
    RunStoreSettings runStore,
    ServiceSettings service,
    AlertSettings alerts) {

  /** Value of the tag {@code project}, and the first word of every name. */
  public static final String PROJECT = "tapehouse";

  /** {@code tapehouse-dev-archive} for {@code archive} of the stage {@code dev}. */
  public String named(String what) {
    return PROJECT + "-" + name + "-" + what;
  }
}

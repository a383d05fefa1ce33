package io.tapehouse.orchestrator.config;

import java.time.Duration;
import java.util.Optional;

/** The warehouse with {@code deployment: aws}. */
public record RedshiftConfig(
    @Setting(
            value = "JDBC address of the database",
            pattern = "jdbc:redshift:(iam:)?//(?!.*(?i:[?&;](password|pwd)=)[^/]*).+",
            form = "jdbc:redshift://HOST:PORT/DATABASE without user and password, which have keys",
            shown = false)
        Optional<String> url,
    @Setting(
            value =
                "how to sign in: with user and password; or by IAM with the address jdbc:redshift:iam://",
            byDefault = "password")
        Authentication authentication,
    @Setting("user of the database") Optional<String> user,
    @Setting("password of that user") Optional<Secret> password,
    @Setting("workgroup of Redshift Serverless, for authentication by IAM")
        Optional<String> workgroup,
    @Setting(
            value = "role with which Redshift reads the lake",
            pattern = "arn:aws[a-z-]*:iam::\\d{12}:role/.+",
            form = "arn:aws:iam::ACCOUNT:role/NAME")
        Optional<String> copyRole,
    @Setting(
            value = "a statement that takes longer is broken off",
            byDefault = "1h",
            min = "1s",
            max = "1d")
        Duration statementTimeout,
    @Setting(value = "most connections at once of a node", byDefault = "4", min = "2", max = "50")
        int poolSize) {

  /** How to sign in. */
  public enum Authentication {
    /** With user and password. */
    PASSWORD,
    /** With credentials of AWS, which the driver turns into a user of the database. */
    IAM
  }
}

package io.tapehouse.orchestrator.config;

import java.util.Optional;

/** Where runs, tasks and attempts are recorded. */
public record RunStoreConfig(
    @Setting(
            value = "the database: H2 in the home, for one node; PostgreSQL, for several",
            byDefault = "h2")
        Kind kind,
    @Setting(
            value = "JDBC address of the database; postgres needs it, h2 has none",
            pattern = "jdbc:postgresql:(?!.*(?i:[?&](ssl)?password=|//[^/?]*@)).+",
            form =
                "jdbc:postgresql://HOST:PORT/DATABASE without user and password, which have keys",
            shown = false)
        Optional<String> url,
    @Setting("user of the database") Optional<String> user,
    @Setting("password of that user") Optional<Secret> password,
    @Setting(value = "most connections at once of a node", byDefault = "6", min = "2", max = "100")
        int poolSize) {

  /** The databases there are. */
  public enum Kind {
    /** A file in the home, which one process owns. */
    H2,
    /** A server, for any number of nodes. */
    POSTGRES
  }
}

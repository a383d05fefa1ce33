package io.tapehouse.orchestrator.service;

import io.tapehouse.orchestrator.config.RunStoreConfig;
import io.tapehouse.orchestrator.config.Secret;
import io.tapehouse.orchestrator.home.Home;
import io.tapehouse.orchestrator.runstore.RunStore;
import io.tapehouse.orchestrator.runstore.jdbc.JdbcRunStore;
import io.tapehouse.orchestrator.runstore.jdbc.RunStores;
import javax.sql.DataSource;

/**
 * The run store of the configuration.
 *
 * @param store the store
 * @param dataSource its database, for Quartz
 * @param clustered whether other processes may use it too
 */
public record OpenStore(RunStore store, DataSource dataSource, boolean clustered)
    implements AutoCloseable {

  /** Opens it; it may not be migrated yet. */
  public static OpenStore of(Home home, RunStoreConfig config) {
    JdbcRunStore store =
        switch (config.kind()) {
          case H2 -> RunStores.h2(home.runStore());
          case POSTGRES ->
              RunStores.postgres(
                  config.url().orElseThrow(),
                  config.user().orElse(""),
                  config.password().flatMap(Secret::resolveIfSet).orElse(""),
                  config.poolSize());
        };
    return new OpenStore(store, store.dataSource(), store.clustered());
  }

  @Override
  public void close() {
    store.close();
  }
}

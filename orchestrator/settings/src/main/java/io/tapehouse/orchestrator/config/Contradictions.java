package io.tapehouse.orchestrator.config;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Values that are right one by one and wrong together. */
final class Contradictions {

  private static final long GIBI = 1L << 30;

  private Contradictions() {}

  /** Messages by the name of the key in the record. */
  static Map<String, String> in(Record section) {
    if (section instanceof RunStoreConfig store) {
      return runStore(store);
    }
    if (section instanceof GatewayConfig gateway) {
      return gateway(gateway);
    }
    if (section instanceof EmrConfig emr) {
      return emr(emr);
    }
    return section instanceof Configuration all && all.deployment() == Deployment.AWS
        ? aws(all)
        : Map.of();
  }

  /** What has no default because only the owner of the account knows it. */
  private static Map<String, String> aws(Configuration all) {
    Map<String, Optional<?>> needed = new LinkedHashMap<>();
    needed.put("aws.region", all.aws().region());
    needed.put("aws.archive", all.aws().archive());
    needed.put("aws.lake", all.aws().lake());
    needed.put("emr.jar", all.emr().jar());
    needed.put("emr.logs", all.emr().logs());
    if (all.emr().kind() == EmrConfig.Kind.SERVERLESS) {
      needed.put("emr.application", all.emr().application());
      needed.put("emr.execution-role", all.emr().executionRole());
    } else {
      needed.put("emr.cluster.subnets", all.emr().cluster().subnets().stream().findFirst());
    }
    needed.put("redshift.url", all.redshift().url());
    needed.put("redshift.copy-role", all.redshift().copyRole());
    if (all.redshift().authentication() == RedshiftConfig.Authentication.PASSWORD) {
      needed.put("redshift.user", all.redshift().user());
      needed.put("redshift.password", all.redshift().password());
    }
    Map<String, String> problems = new LinkedHashMap<>();
    needed.forEach(
        (key, value) -> {
          if (value.isEmpty()) {
            problems.put(key, "expected a value with deployment aws, found none");
          }
        });
    if (all.runStore().kind() != RunStoreConfig.Kind.POSTGRES) {
      problems.put(
          "run-store.kind",
          "expected postgres with deployment aws, where nodes come and go, found h2");
    }
    return problems;
  }

  private static Map<String, String> emr(EmrConfig emr) {
    Map<String, String> problems = new LinkedHashMap<>();
    Map.of("driver-memory", emr.driverMemory(), "executor-memory", emr.executorMemory())
        .forEach(
            (key, size) -> {
              if (size.bytes() % GIBI != 0) {
                problems.put(key, "expected whole GiB, found " + size);
              }
            });
    return problems;
  }

  private static Map<String, String> gateway(GatewayConfig gateway) {
    if (gateway.keyStore().isPresent() != gateway.keyStorePassword().isPresent()) {
      return Map.of("key-store", "expected key-store and key-store-password together, found one");
    }
    boolean open = gateway.users().isEmpty() || gateway.keyStore().isEmpty();
    boolean loopback = gateway.address().matches("127\\..*|::1|localhost");
    if (open && !loopback) {
      return Map.of(
          "address",
          "expected users and a key-store where other machines can connect, found %s without"
              .formatted(gateway.address()));
    }
    return Map.of();
  }

  private static Map<String, String> runStore(RunStoreConfig store) {
    boolean server = store.kind() == RunStoreConfig.Kind.POSTGRES;
    if (server && store.url().isEmpty()) {
      return Map.of("url", "expected the database's JDBC address for kind postgres, found none");
    }
    if (!server && store.url().isPresent()) {
      return Map.of("kind", "expected postgres, since there is a url, found h2");
    }
    return Map.of();
  }
}

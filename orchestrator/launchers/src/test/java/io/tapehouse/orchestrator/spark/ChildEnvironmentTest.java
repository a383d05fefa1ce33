package io.tapehouse.orchestrator.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ChildEnvironmentTest {

  @Test
  void itHasWhatProgramsNeedAndNothingElse() {
    Map<String, String> environment = new HashMap<>();
    for (String name :
        new String[] {
          "PATH",
          "HOME",
          "LANG",
          "LC_ALL",
          "TZ",
          "TMPDIR",
          "Path",
          "SystemRoot",
          "SPARK_LOCAL_IP",
          "HADOOP_HOME",
          "FINMIND_TOKEN",
          "TAPEHOUSE_RUN_STORE_PASSWORD",
          "TAPEHOUSE_HOME",
          "AWS_SECRET_ACCESS_KEY",
          "AWS_PROFILE",
          "PGPASSWORD",
          "HTTPS_PROXY",
          "JAVA_TOOL_OPTIONS",
          "SPARK_AUTH_SECRET",
          "HADOOP_CREDSTORE_PASSWORD",
          "LC_TOKEN_2"
        }) {
      environment.put(name, "value");
    }
    ChildEnvironment.limit(environment);
    assertThat(environment)
        .containsOnlyKeys(
            "PATH",
            "HOME",
            "LANG",
            "LC_ALL",
            "TZ",
            "TMPDIR",
            "Path",
            "SystemRoot",
            "SPARK_LOCAL_IP",
            "HADOOP_HOME");
  }
}

package io.tapehouse.infra;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tapehouse.infra.stage.StageFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import software.amazon.awscdk.App;
import software.amazon.awscdk.assertions.Template;

/** The templates of a stage, made once a JVM; skips the test where there is no Node. */
record Templates(Map<String, Template> byStack, Path output) {

  private static final Map<String, Templates> MADE = new ConcurrentHashMap<>();

  static Templates of(String stage) {
    return of(Path.of("stages", stage + ".yaml"));
  }

  static Templates of(Path file) {
    assumeTrue(nodeIsThere(), "skipped: the CDK needs Node, and `node --version` does not run");
    return MADE.computeIfAbsent(file.toString(), name -> make(file));
  }

  /** All resources of all stacks, by stack and logical id. */
  Map<String, Map<String, Object>> resources() {
    Map<String, Map<String, Object>> resources = new TreeMap<>();
    byStack.forEach(
        (stack, template) ->
            Json.map(template.toJSON().get("Resources"))
                .forEach((id, resource) -> resources.put(stack + "/" + id, Json.map(resource))));
    return resources;
  }

  Template stack(String name) {
    return byStack.entrySet().stream()
        .filter(e -> e.getKey().endsWith("-" + name))
        .findFirst()
        .orElseThrow()
        .getValue();
  }

  private static Templates make(Path file) {
    try {
      Path output = Files.createTempDirectory(Path.of("target"), "cdk-");
      App app = TapehouseApp.create(output.toString());
      Deployment deployment = new Deployment(app, StageFile.read(file));
      Map<String, Template> templates = new TreeMap<>();
      deployment
          .stacks()
          .forEach(stack -> templates.put(stack.getStackName(), Template.fromStack(stack)));
      app.synth();
      return new Templates(templates, output);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static boolean nodeIsThere() {
    try {
      Process node =
          new ProcessBuilder("node", "--version")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return node.waitFor(30, TimeUnit.SECONDS) && node.exitValue() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}

package io.tapehouse.infra;

import io.tapehouse.infra.stage.Stage;
import java.util.List;
import software.amazon.awscdk.Environment;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.constructs.Construct;

/** A stack of a stage. Nothing is looked up in an account, so templates are made without one. */
abstract class TapehouseStack extends Stack {

  private final Stage stage;

  TapehouseStack(Construct app, Stage stage, String what, String description) {
    super(
        app,
        stage.named(what),
        StackProps.builder()
            .description(description)
            .env(
                Environment.builder()
                    .account(stage.account().isEmpty() ? null : stage.account())
                    .region(stage.region())
                    .build())
            .terminationProtection(stage.storage().keepOnDelete())
            .build());
    this.stage = stage;
  }

  /** Those of the stage file: the network asks for them while it is built. */
  @Override
  public List<String> getAvailabilityZones() {
    return stage.network().availabilityZones();
  }

  Stage stage() {
    return stage;
  }

  /** What becomes of things with data when their stack is deleted. */
  static RemovalPolicy removal(Stage stage) {
    return stage.storage().keepOnDelete() ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY;
  }
}

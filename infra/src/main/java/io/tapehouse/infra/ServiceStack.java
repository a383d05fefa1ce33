package io.tapehouse.infra;

import io.tapehouse.infra.stage.Stage;
import software.amazon.awscdk.CfnOutput;
import software.constructs.Construct;

/** The orchestrator. */
final class ServiceStack extends TapehouseStack {

  private final Orchestrator orchestrator;

  ServiceStack(
      Construct app, Stage stage, NetworkStack network, StorageStack storage, DataStack data) {
    super(app, stage, "service", "Tapehouse: orchestrator on Fargate");
    orchestrator =
        new Orchestrator(
            this,
            stage,
            network,
            storage,
            new OrchestratorRole(this, stage, storage, data),
            OrchestratorEnvironment.of(stage, storage, data));
    CfnOutput.Builder.create(this, "Cluster").value(orchestrator.clusterName()).build();
    CfnOutput.Builder.create(this, "Service").value(orchestrator.serviceName()).build();
    CfnOutput.Builder.create(this, "LogGroup").value(orchestrator.log().getLogGroupName()).build();
  }

  Orchestrator orchestrator() {
    return orchestrator;
  }
}

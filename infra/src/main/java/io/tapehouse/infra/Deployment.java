package io.tapehouse.infra;

import io.tapehouse.infra.stage.Stage;
import java.util.List;
import software.amazon.awscdk.Tags;
import software.constructs.Construct;

/** The stacks of one stage. Each uses only those before it. */
final class Deployment {

  private final NetworkStack network;
  private final StorageStack storage;
  private final DataStack data;
  private final ServiceStack service;
  private final WatchStack watch;

  Deployment(Construct app, Stage stage) {
    network = new NetworkStack(app, stage);
    storage = new StorageStack(app, stage);
    data = new DataStack(app, stage, network, storage);
    service = new ServiceStack(app, stage, network, storage, data);
    watch = new WatchStack(app, stage, storage, data, service);
    Tags.of(app).add("project", Stage.PROJECT);
    Tags.of(app).add("stage", stage.name());
    Tags.of(app).add("cost-centre", stage.costCentre());
  }

  List<TapehouseStack> stacks() {
    return List.of(network, storage, data, service, watch);
  }
}

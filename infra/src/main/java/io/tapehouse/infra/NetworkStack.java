package io.tapehouse.infra;

import io.tapehouse.infra.stage.Stage;
import software.constructs.Construct;

/** Where everything else runs. */
final class NetworkStack extends TapehouseStack {

  private final Network network;
  private final Firewalls firewalls;

  NetworkStack(Construct app, Stage stage) {
    super(app, stage, "network", "Tapehouse: private network");
    network = new Network(this, stage.network());
    firewalls = new Firewalls(this, network.vpc());
    new Endpoints(this, stage.network(), network, firewalls);
  }

  Network network() {
    return network;
  }

  Firewalls firewalls() {
    return firewalls;
  }
}

package io.tapehouse.infra;

import io.tapehouse.infra.stage.Stage;
import software.constructs.Construct;

/** Who is notified of failures, and of costs. */
final class WatchStack extends TapehouseStack {

  WatchStack(
      Construct app, Stage stage, StorageStack storage, DataStack data, ServiceStack service) {
    super(app, stage, "watch", "Tapehouse: alarms and budget");
    Notices notices = new Notices(this, stage, storage.keys().notes());
    new Alarms(this, stage, notices, data, service.orchestrator());
    new Events(this, stage, notices, data, service.orchestrator());
    new MonthlyBudget(this, stage);
  }
}

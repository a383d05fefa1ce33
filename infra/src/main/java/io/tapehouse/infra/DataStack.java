package io.tapehouse.infra;

import io.tapehouse.infra.stage.Stage;
import software.amazon.awscdk.CfnOutput;
import software.constructs.Construct;

/** What works on the data: Spark, the warehouse and the run store. */
final class DataStack extends TapehouseStack {

  private final SparkApplication spark;
  private final Warehouse warehouse;
  private final RunStore runStore;

  DataStack(Construct app, Stage stage, NetworkStack network, StorageStack storage) {
    super(app, stage, "data", "Tapehouse: EMR Serverless, Redshift Serverless, PostgreSQL");
    spark = new SparkApplication(this, stage, network, storage);
    warehouse = new Warehouse(this, stage, network, storage);
    runStore = new RunStore(this, stage, network, storage);
    CfnOutput.Builder.create(this, "EmrApplication").value(spark.applicationId()).build();
    CfnOutput.Builder.create(this, "WarehouseWorkgroup").value(warehouse.workgroup()).build();
    CfnOutput.Builder.create(this, "WarehouseWorkgroupArn").value(warehouse.workgroupArn()).build();
    CfnOutput.Builder.create(this, "WarehouseSecret").value(warehouse.secretArn()).build();
    CfnOutput.Builder.create(this, "RunStoreSecret").value(runStore.secretArn()).build();
  }

  SparkApplication spark() {
    return spark;
  }

  Warehouse warehouse() {
    return warehouse;
  }

  RunStore runStore() {
    return runStore;
  }
}

package io.tapehouse.infra;

import io.tapehouse.infra.stage.Stage;
import io.tapehouse.infra.stage.StageException;
import io.tapehouse.infra.stage.StageFile;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.App;

/** What {@code cdk} runs: {@code -c stage=dev} chooses {@code stages/dev.yaml}. */
public final class TapehouseApp {

  private TapehouseApp() {}

  /** Writes the templates of one stage; exit code 2 with a message if the stage cannot be used. */
  public static void main(String[] arguments) {
    App app = create(null);
    try {
      new Deployment(app, stage(app));
    } catch (StageException e) {
      System.err.println("infra: " + e.getMessage());
      System.exit(2);
    }
    app.synth();
  }

  /** An app whose behaviour does not hang on the flags of a folder's {@code cdk.json}. */
  static App create(@Nullable String output) {
    return App.Builder.create()
        .outdir(output)
        .analyticsReporting(false)
        .postCliContext(
            Map.of(
                // Access logs come by a bucket policy, since the buckets have no access lists.
                "@aws-cdk/aws-s3:serverAccessLogsUseBucketPolicy",
                true,
                "@aws-cdk/aws-iam:minimizePolicies",
                true,
                // A stack that others use cannot be changed under them.
                "@aws-cdk/core:defaultCrossStackReferences",
                "strong"))
        .build();
  }

  private static Stage stage(App app) {
    Object name = app.getNode().tryGetContext("stage");
    if (name == null) {
      System.err.println("infra: no stage: add -c stage=dev or -c stage=prod");
      System.exit(2);
    }
    Object folder = app.getNode().tryGetContext("stages");
    return StageFile.read(Path.of(folder == null ? "stages" : folder.toString(), name + ".yaml"));
  }
}

package io.tapehouse.etl.place;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.hadoop.mapreduce.lib.output.PathOutputCommitter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A task's side of {@link MagicOutput}. One that has no file asks S3 for nothing. */
final class MagicTaskOutput implements TaskOutput {

  private static final Logger LOG = LoggerFactory.getLogger(MagicTaskOutput.class);

  private final PathOutputCommitter committer;
  private final TaskAttemptContext context;
  private boolean begun;

  MagicTaskOutput(PathOutputCommitter committer, TaskAttemptContext context) {
    this.committer = committer;
    this.context = context;
  }

  @Override
  public void put(String key, java.nio.file.Path file) throws IOException {
    if (!begun) {
      begun = true;
      committer.setupTask(context);
    }
    Path path = new Path(committer.getWorkPath(), key);
    // An upload that breaks off within is ended by abort() below, never completed.
    try (OutputStream out = path.getFileSystem(context.getConfiguration()).create(path, true)) {
      Files.copy(file, out);
    }
  }

  @Override
  public void commit() throws IOException {
    if (begun && committer.needsTaskCommit(context)) {
      committer.commitTask(context);
    }
  }

  @Override
  public void abort() {
    if (begun) {
      try {
        committer.abortTask(context);
      } catch (IOException | RuntimeException e) {
        LOG.warn("open uploads stay in the lake's bucket: {}", e.toString());
      }
    }
  }
}

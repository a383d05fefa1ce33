package io.tapehouse.etl.place;

import java.io.IOException;
import org.apache.hadoop.mapreduce.JobContext;
import org.apache.hadoop.mapreduce.JobStatus.State;
import org.apache.hadoop.mapreduce.OutputCommitter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The driver's side of {@link MagicOutput}. */
record MagicJobOutput(OutputCommitter committer, JobContext context) implements JobOutput {

  private static final Logger LOG = LoggerFactory.getLogger(MagicJobOutput.class);

  @Override
  public void begin() throws IOException {
    LOG.info("writing to the lake by {}", committer);
    committer.setupJob(context);
  }

  @Override
  public void commit() throws IOException {
    committer.commitJob(context);
  }

  @Override
  public void abort() {
    try {
      committer.abortJob(context, State.FAILED);
    } catch (IOException | RuntimeException e) {
      LOG.warn("what the failed job left in the lake stays there, unnamed: {}", e.toString());
    }
  }
}

package io.tapehouse.etl.place;

import java.io.IOException;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.JobID;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.hadoop.mapreduce.TaskAttemptID;
import org.apache.hadoop.mapreduce.TaskType;
import org.apache.hadoop.mapreduce.lib.output.PathOutputCommitter;
import org.apache.hadoop.mapreduce.lib.output.PathOutputCommitterFactory;
import org.apache.hadoop.mapreduce.task.TaskAttemptContextImpl;

/**
 * S3A's magic committer: a task uploads its files in parts and leaves the uploads open, a file of
 * the task names them, and the driver completes them when all tasks are done. Before that S3 shows
 * no file, not even of a task that is killed; nothing is copied or renamed.
 *
 * <p>The committer writes to the whole lake, since one job has many attempts in many tables there.
 * So its notes lie under {@code __magic_job-<execution>}, it does not abort open uploads that are
 * not its own, and it leaves no {@code _SUCCESS}. Uploads of an execution that was killed stay open
 * until the bucket's lifecycle rule for incomplete uploads removes them.
 *
 * @see <a href="https://hadoop.apache.org/docs/stable/hadoop-aws/tools/hadoop-aws/committers.html">
 *     Hadoop: committing work to S3 with the S3A committers</a>
 */
final class MagicOutput {

  /**
   * The capability of a file system at a place where a file may be uploaded and completed later.
   */
  private static final String CAPABILITY = "fs.s3a.capability.magic.committer";

  /** What makes a writer of Hadoop or Spark use this committer, and use it so. */
  static final Map<String, String> OPTIONS =
      Map.of(
          // By class, since the settings by scheme know s3a: but not s3:.
          PathOutputCommitterFactory.COMMITTER_FACTORY_CLASS,
          "org.apache.hadoop.fs.s3a.commit.S3ACommitterFactory",
          "fs.s3a.committer.name",
          "magic",
          "fs.s3a.committer.abort.pending.uploads",
          "false",
          "mapreduce.fileoutputcommitter.marksuccessfuljobs",
          "false");

  private final Path lake;
  private final Configuration settings;

  MagicOutput(Location lake, String execution, Configuration hadoop) {
    this.lake = lake.path();
    settings = new Configuration(hadoop);
    OPTIONS.forEach(settings::set);
    settings.set("fs.s3a.committer.uuid", execution);
  }

  /** Whether the lake's file system has this committer. */
  static boolean suits(Location lake, Configuration hadoop) throws IOException {
    return lake.path().getFileSystem(hadoop).hasPathCapability(lake.path(), CAPABILITY);
  }

  JobOutput job() throws IOException {
    TaskAttemptContext driver = context(0);
    return new MagicJobOutput(committer(driver), driver);
  }

  TaskOutput task(long task) throws IOException {
    TaskAttemptContext context = context(Math.toIntExact(task));
    return new MagicTaskOutput(committer(context), context);
  }

  private PathOutputCommitter committer(TaskAttemptContext context) throws IOException {
    return PathOutputCommitterFactory.createCommitter(lake, context);
  }

  /**
   * Each attempt of a Spark task is a task of its own: notes of two attempts then never replace
   * each other, and the files of the one that counts are completed whatever became of the other.
   */
  private TaskAttemptContext context(int task) {
    JobID job = new JobID("tapehouse", 0);
    return new TaskAttemptContextImpl(
        settings, new TaskAttemptID(job.getJtIdentifier(), job.getId(), TaskType.MAP, task, 0));
  }
}

package io.tapehouse.etl;

import io.tapehouse.etl.job.SparkJob;
import io.tapehouse.store.Json;
import io.tapehouse.store.job.EtlJob;
import io.tapehouse.store.job.EtlMessage;
import io.tapehouse.store.job.EtlReplies;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Optional;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * The ETL process of the embedded deployment: Spark on all cores of this machine, kept warm between
 * jobs. A line of JSON on standard input is a job ({@link EtlJob}); lines of JSON on a connection
 * of its own ({@link EtlReplies}) say how it goes ({@link EtlMessage}). What is printed, by
 * whomever, is log. When standard input ends, because the one who started us ended or was killed,
 * so do we.
 */
public final class EtlServer {

  private final PrintStream replies;

  private EtlServer(PrintStream replies) {
    this.replies = replies;
  }

  /**
   * Serves until standard input ends. Spark is set up by system properties {@code spark.*}.
   *
   * @param arguments none
   */
  public static void main(String[] arguments) throws IOException {
    // Figures look the same everywhere, as in the process that reads them.
    Locale.setDefault(Locale.ROOT);
    // What a library prints stays in order with what it logs, before the end of a job's log.
    System.setOut(System.err);
    try (PrintStream replies = EtlReplies.connect(System.getenv())) {
      new EtlServer(replies).serve();
    }
  }

  private void serve() throws IOException {
    JobLines jobs = JobLines.read(System.in);
    // While Spark starts, which leaves cores idle.
    Thread preparation = new Thread(SparkJob::prepare, "preparation");
    preparation.setDaemon(true);
    preparation.start();
    SparkConf conf =
        new SparkConf().setAppName("tapehouse-etl").setIfMissing("spark.master", "local[*]");
    try (JavaSparkContext spark = new JavaSparkContext(conf)) {
      TaskProgress progress = new TaskProgress(this::reply);
      spark.sc().addSparkListener(progress);
      SparkJob runner = new SparkJob(spark);
      reply(new EtlMessage.Ready(spark.sc().applicationId()));
      for (Optional<String> line = jobs.next(); line.isPresent(); line = jobs.next()) {
        EtlJob job = Json.MAPPER.readValue(line.get(), EtlJob.class);
        progress.begin();
        runner.run(job, outcome -> reply(new EtlMessage.Outcome(outcome)));
        // Before the reply: its reader may end our input at once, and that is no abandoning.
        jobs.done();
        System.err.println(EtlMessage.endOfLog(job.jobId()));
        reply(new EtlMessage.Done(job.jobId()));
      }
    }
  }

  private synchronized void reply(EtlMessage message) {
    try {
      replies.println(Json.MAPPER.writerFor(EtlMessage.class).writeValueAsString(message));
      replies.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

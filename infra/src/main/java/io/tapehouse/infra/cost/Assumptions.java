package io.tapehouse.infra.cost;

import io.tapehouse.infra.stage.Stage;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Path;

/** From what a day takes to what AWS counts: for a day, a month, a backfill, and a cluster. */
final class Assumptions {

  /** EMR Serverless pricing: a worker is paid for a minute at least. */
  private static final long LEAST_WORKER_SECONDS = 60;

  /** Amazon EMR and EC2 pricing: by the second, a minute at least. */
  private static final long LEAST_INSTANCE_SECONDS = 60;

  /** Redshift Serverless pricing: a minute at least whenever it is active. */
  private static final long LEAST_REDSHIFT_SECONDS = 60;

  /** Fargate pricing: the first 20 GB of a task's disk are free. */
  private static final long FREE_DISK_GB = 20;

  private static final long CPU_UNITS = 1024;
  private static final BigDecimal MB = BigDecimal.valueOf(1024);
  private static final long KEYS = 2;
  private static final long SECRETS = 2;
  private static final long ALARMS = 8;
  private static final BigDecimal DAYS_OF_A_YEAR = BigDecimal.valueOf(365);

  private final Numbers given;

  private Assumptions(Numbers given) {
    this.given = given;
  }

  static Assumptions read(Path file) throws IOException {
    return new Assumptions(Numbers.read(file));
  }

  long tradingDaysAMonth() {
    return given.whole("trading-days-a-month");
  }

  long tradingDaysAYear() {
    return given.whole("trading-days-a-year");
  }

  /** The Spark work of one job over so many days: every worker from its start to the job's end. */
  Counts spark(long days) {
    long seconds =
        given.whole("spark-seconds-a-day")
            + (days - 1) * given.whole("spark-seconds-a-further-day");
    return worker("driver", seconds)
        .and(worker("executor", seconds).times(given.whole("executors")));
  }

  /** The loads: each wakes the warehouse, at its base capacity. */
  Counts redshift(Stage stage, long wakes) {
    long seconds = Math.max(LEAST_REDSHIFT_SECONDS, given.whole("redshift-seconds-a-wake"));
    return Counts.NONE.and(Item.RPU_SECONDS, wakes * seconds * stage.redshift().baseRpu());
  }

  /** What goes over the wire on one day. */
  Counts traffic() {
    return Counts.NONE
        .and(Item.S3_PUTS, given.number("s3-puts-a-day"))
        .and(Item.S3_GETS, given.number("s3-gets-a-day"))
        .and(Item.S3_LISTS, given.number("s3-lists-a-day"))
        .and(Item.NAT_GB, gb("nat-mb-a-day"))
        .and(Item.LOG_GB, gb("log-mb-a-day"))
        .and(Item.KMS_REQUESTS, given.number("kms-requests-a-day"));
  }

  /** One daily run. */
  Counts day(Stage stage) {
    return spark(1).and(redshift(stage, given.whole("redshift-wakes-a-day"))).and(traffic());
  }

  /** A year in one go: one Spark job, and as many loads as there are transactions. */
  Counts backfill(Stage stage) {
    long days = tradingDaysAYear();
    long loads = (days + given.whole("days-a-load") - 1) / given.whole("days-a-load");
    return spark(days).and(redshift(stage, loads)).and(traffic().times(days));
  }

  /** What stands there whether anything runs or not, for a month. */
  Counts standing(Stage stage) {
    return service(stage).and(network(stage)).and(storage(stage)).and(watch());
  }

  /** One cluster for a day's work: instances, EMR's part, disks. */
  Counts cluster() {
    long seconds =
        Math.max(
            LEAST_INSTANCE_SECONDS,
            given.whole("cluster-start-seconds") + given.whole("cluster-work-seconds"));
    long nodes = given.whole("cluster-nodes");
    return Counts.NONE
        .and(Item.EC2_M5_XLARGE_SECONDS, nodes * seconds)
        .and(Item.EMR_M5_XLARGE_SECONDS, nodes * seconds)
        .and(Item.EBS_GB_SECONDS, nodes * seconds * given.whole("cluster-disk-gb-a-node"));
  }

  private Counts worker(String kind, long seconds) {
    BigDecimal billed = BigDecimal.valueOf(Math.max(LEAST_WORKER_SECONDS, seconds));
    return Counts.NONE
        .and(Item.EMR_VCPU_SECONDS, billed.multiply(given.number(kind + "-vcpu")))
        .and(Item.EMR_GB_SECONDS, billed.multiply(given.number(kind + "-gb")));
  }

  private Counts service(Stage stage) {
    BigDecimal hours = given.number("hours-a-month");
    BigDecimal tasks = hours.multiply(BigDecimal.valueOf(stage.service().tasks()));
    long instances = stage.runStore().multiAz() ? 2 : 1;
    return Counts.NONE
        .and(Item.FARGATE_VCPU_HOURS, tasks.multiply(ratio(stage.service().cpu(), CPU_UNITS)))
        .and(Item.FARGATE_GB_HOURS, tasks.multiply(ratio(stage.service().memoryMb(), CPU_UNITS)))
        .and(
            Item.FARGATE_DISK_GB_HOURS,
            tasks.multiply(BigDecimal.valueOf(stage.service().diskGb() - FREE_DISK_GB)))
        .and(
            Item.of("rds-" + stage.runStore().instance().replace('.', '-') + "-hours"),
            hours.multiply(BigDecimal.valueOf(instances)))
        .and(Item.RDS_GB_MONTHS, instances * stage.runStore().storageGb());
  }

  private Counts network(Stage stage) {
    BigDecimal hours = given.number("hours-a-month");
    BigDecimal gateways = hours.multiply(BigDecimal.valueOf(stage.network().natGateways()));
    long endpoints =
        (long) stage.network().interfaceEndpoints().size()
            * stage.network().availabilityZones().size();
    return Counts.NONE
        .and(Item.NAT_HOURS, gateways)
        .and(Item.PUBLIC_IPV4_HOURS, gateways)
        .and(Item.ENDPOINT_HOURS, hours.multiply(BigDecimal.valueOf(endpoints)));
  }

  /** All years that are kept: files of the archive by their age, the lake as long as it is kept. */
  private Counts storage(Stage stage) {
    BigDecimal days = given.number("years-kept").multiply(given.number("trading-days-a-year"));
    BigDecimal instant = kept(stage.storage().archiveInstantRetrievalAfter());
    BigDecimal deep = kept(stage.storage().archiveDeepArchiveAfter());
    BigDecimal archive = gb("archive-mb-a-day");
    return Counts.NONE
        .and(Item.S3_GB_MONTHS, archive.multiply(instant.min(days)))
        .and(
            Item.S3_GLACIER_INSTANT_GB_MONTHS,
            archive.multiply(deep.min(days).subtract(instant.min(days))))
        .and(Item.S3_DEEP_ARCHIVE_GB_MONTHS, archive.multiply(days.subtract(deep.min(days))))
        .and(
            Item.S3_GB_MONTHS,
            gb("lake-mb-a-day").multiply(kept(stage.storage().lakeAttemptsExpireAfter()).min(days)))
        .and(Item.REDSHIFT_GB_MONTHS, gb("redshift-mb-a-day").multiply(days))
        .and(Item.ECR_GB_MONTHS, given.number("image-gb"));
  }

  private static Counts watch() {
    return Counts.NONE
        .and(Item.KMS_KEY_MONTHS, KEYS)
        .and(Item.SECRET_MONTHS, SECRETS)
        .and(Item.ALARM_MONTHS, ALARMS);
  }

  /** Trading days among so many days. */
  private BigDecimal kept(int days) {
    return given
        .number("trading-days-a-year")
        .multiply(BigDecimal.valueOf(days))
        .divide(DAYS_OF_A_YEAR, MathContext.DECIMAL64);
  }

  private BigDecimal gb(String key) {
    return given.number(key).divide(MB, MathContext.DECIMAL64);
  }

  private static BigDecimal ratio(long units, long of) {
    return BigDecimal.valueOf(units).divide(BigDecimal.valueOf(of), MathContext.DECIMAL64);
  }
}

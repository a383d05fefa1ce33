/** Spark on EMR: Serverless, or a cluster that lives as long as there is work. */
@NullMarked
package io.tapehouse.orchestrator.spark.emr;

import org.jspecify.annotations.NullMarked;

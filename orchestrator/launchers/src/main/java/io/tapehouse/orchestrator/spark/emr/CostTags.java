package io.tapehouse.orchestrator.spark.emr;

import io.tapehouse.store.job.EtlJob;
import io.tapehouse.store.job.EtlJob.Attempt;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;

/** Tags under which AWS's bill shows what work costs. The same job always has the same. */
record CostTags(Map<String, String> common) {

  private static final String CHARACTERS = "[A-Za-z0-9 /_.:=+@-]";

  /** Checks them against what AWS takes. */
  CostTags {
    common = Map.copyOf(common);
    common.forEach(
        (key, value) -> {
          if (!key.matches(CHARACTERS + "{1,128}") || !value.matches(CHARACTERS + "{0,256}")) {
            throw new IllegalArgumentException(
                "AWS takes no such tag, only letters, digits, blanks and / _ . : = + @ -: %s=%s"
                    .formatted(key, value));
          }
        });
  }

  /** The common ones, the job's id and its dates. */
  Map<String, String> of(EtlJob job) {
    Map<String, String> tags = new TreeMap<>(common);
    tags.put("tapehouse:job", job.jobId());
    job.attempts().stream()
        .map(Attempt::date)
        .min(Comparator.naturalOrder())
        .ifPresent(first -> tags.put("tapehouse:first-date", first.toString()));
    job.attempts().stream()
        .map(Attempt::date)
        .max(Comparator.naturalOrder())
        .ifPresent(last -> tags.put("tapehouse:last-date", last.toString()));
    return tags;
  }
}

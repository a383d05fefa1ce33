package io.tapehouse.orchestrator.source;

import io.tapehouse.dictionary.Dataset;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Which files of a folder are the version of a dataset that its publisher offers as one zip. People
 * keep it unzipped, or both, or with other things beside it, and systems differ in the case of
 * names. A declared dataset has one file too; of others a version is all that the folder has.
 *
 * @param files what to take, by name; none where it is ambiguous
 * @param note what was left out, or why nothing is taken; empty: nothing is to be said
 */
record ReplayChoice(Map<String, Path> files, String note) {

  private static final String ZIP = "application/zip";

  /** The zip before what was taken out of it. */
  private static final List<String> ENDINGS = List.of(".zip", ".csv", ".rpt");

  static ReplayChoice of(Dataset dataset, LocalDate filedUnder, Map<String, Path> files) {
    boolean isOne =
        dataset.contentType().equals(ZIP) || (dataset.isDeclared() && dataset.detailsOf() == null);
    if (files.size() == 1 || !isOne) {
      return new ReplayChoice(files, "");
    }
    String published = dataset.fileName(filedUnder);
    if (!dataset.contentType().equals(ZIP)) {
      return only(published, files);
    }
    return files.keySet().stream()
        .filter(name -> rank(name, published) < ENDINGS.size())
        .min(
            Comparator.comparingInt((String name) -> rank(name, published))
                .thenComparing(name -> !name.equals(published))
                .thenComparing(Comparator.naturalOrder()))
        .map(taken -> taken(taken, files))
        .orElseGet(
            () ->
                new ReplayChoice(
                    Map.of(),
                    "expected one file, or one that is named %s, .csv or .rpt; found %s"
                        .formatted(published, String.join(", ", files.keySet()))));
  }

  /** Of files without a rank among them the one that is named as its publisher does. */
  private static ReplayChoice only(String published, Map<String, Path> files) {
    return files.keySet().stream()
        .filter(published::equalsIgnoreCase)
        .findFirst()
        .map(taken -> taken(taken, files))
        .orElseGet(
            () ->
                new ReplayChoice(
                    Map.of(),
                    "expected one file, or one that is named %s; found %s: move the others away"
                        .formatted(published, String.join(", ", files.keySet()))));
  }

  private static ReplayChoice taken(String taken, Map<String, Path> files) {
    return new ReplayChoice(
        Map.of(taken, files.get(taken)),
        "took %s, left out %s beside it"
            .formatted(
                taken,
                files.keySet().stream()
                    .filter(name -> !name.equals(taken))
                    .collect(Collectors.joining(", "))));
  }

  /** Place of a name's ending; behind all of them for a name that is not the published one's. */
  private static int rank(String name, String published) {
    String folded = name.toLowerCase(Locale.ROOT);
    String stem = stem(published.toLowerCase(Locale.ROOT));
    int rank = 0;
    while (rank < ENDINGS.size() && !folded.equals(stem + ENDINGS.get(rank))) {
      rank++;
    }
    return rank;
  }

  private static String stem(String name) {
    int dot = name.lastIndexOf('.');
    return dot < 0 ? name : name.substring(0, dot);
  }
}

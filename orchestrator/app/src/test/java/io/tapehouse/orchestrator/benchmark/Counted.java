package io.tapehouse.orchestrator.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Counts for so many trading days; as a file, one line a count.
 *
 * @param days how many
 * @param counts as {@link Tally} has them
 */
record Counted(long days, Map<String, Long> counts) {

  private static final String DAYS = "trading days";

  long of(String key) {
    return counts.getOrDefault(key, 0L);
  }

  void write(Path file) throws IOException {
    Files.writeString(file, text());
  }

  String text() {
    StringBuilder text = new StringBuilder();
    text.append(line(DAYS, days));
    counts.forEach((key, value) -> text.append(line(key, value)));
    return text.toString();
  }

  private static String line(String key, long value) {
    return String.format(Locale.ROOT, "%-70s %12d%n", key, value);
  }

  static Counted read(Path file) throws IOException {
    Map<String, Long> counts = new TreeMap<>();
    List<String> lines = Files.readAllLines(file);
    for (String line : lines) {
      int gap = line.lastIndexOf(' ');
      counts.put(line.substring(0, gap).strip(), Long.valueOf(line.substring(gap + 1)));
    }
    long days = counts.remove(DAYS);
    return new Counted(days, counts);
  }
}

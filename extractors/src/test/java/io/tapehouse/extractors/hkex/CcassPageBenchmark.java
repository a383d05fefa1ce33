package io.tapehouse.extractors.hkex;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * How many pages a second one thread reads, from bytes in memory to checked rows: by the clock, and
 * by the thread's own processor time, which holds on a core that others use as well.
 */
final class CcassPageBenchmark {

  private static final int WARM_UP = 10;
  private static final int ROUNDS = 15;

  private CcassPageBenchmark() {}

  /**
   * Prints the median of some rounds.
   *
   * @param arguments a folder of pages
   */
  public static void main(String[] arguments) throws Exception {
    List<byte[]> pages = pages(Path.of(arguments[0]));
    double[] perSecond = new double[ROUNDS];
    double[] perCoreSecond = new double[ROUNDS];
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long rows = 0;
    for (int round = -WARM_UP; round < ROUNDS; round++) {
      rows = 0;
      long begin = System.nanoTime();
      long beginOfCore = threads.getCurrentThreadCpuTime();
      for (byte[] page : pages) {
        rows += CcassPageReader.readAny("page", page).holdings().size();
      }
      double seconds = (System.nanoTime() - begin) / 1e9;
      double coreSeconds = (threads.getCurrentThreadCpuTime() - beginOfCore) / 1e9;
      if (round >= 0) {
        perCoreSecond[round] = pages.size() / coreSeconds;
        perSecond[round] = pages.size() / seconds;
      }
    }
    Arrays.sort(perSecond);
    Arrays.sort(perCoreSecond);
    System.out.printf(
        Locale.ROOT,
        "%d pages, %.1f MB, %d rows a round; pages/s of one thread: median %.0f, worst %.0f, best"
            + " %.0f of %d rounds; by processor time: median %.0f%n",
        pages.size(),
        pages.stream().mapToLong(page -> page.length).sum() / 1e6,
        rows,
        perSecond[ROUNDS / 2],
        perSecond[0],
        perSecond[ROUNDS - 1],
        ROUNDS,
        perCoreSecond[ROUNDS / 2]);
  }

  private static List<byte[]> pages(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      List<Path> found = files.filter(Files::isRegularFile).sorted().toList();
      byte[][] pages = new byte[found.size()][];
      for (int i = 0; i < pages.length; i++) {
        pages[i] = Files.readAllBytes(found.get(i));
      }
      return List.of(pages);
    }
  }
}

import io.tapehouse.etl.bars.BarSeries;
import io.tapehouse.extractors.Quarantine;
import io.tapehouse.extractors.SourceFile;
import io.tapehouse.extractors.taifex.ContractName;
import io.tapehouse.extractors.taifex.FuturesTickReader;
import io.tapehouse.extractors.taifex.PrintSink;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/**
 * The limit: zips to one-minute bars in memory with two threads and nothing around them, by the same reader and the
 * same bars as the ETL. Arguments: the folder of the files, first and last date.
 */
public final class PlainJavaBars {

  public static void main(String[] arguments) throws Exception {
    LocalDate from = LocalDate.parse(arguments[1]);
    LocalDate to = LocalDate.parse(arguments[2]);
    List<Callable<long[]>> work = new ArrayList<>();
    try (Stream<Path> days = Files.list(Path.of(arguments[0]))) {
      for (Path day : (Iterable<Path>) days.sorted()::iterator) {
        LocalDate date = LocalDate.parse(day.getFileName().toString());
        if (!date.isBefore(from) && !date.isAfter(to)) {
          try (Stream<Path> files = Files.list(day)) {
            Path zip = files.filter(file -> file.toString().endsWith(".zip")).findFirst().orElseThrow();
            work.add(() -> read(date, zip));
          }
        }
      }
    }
    ExecutorService threads = Executors.newFixedThreadPool(2);
    long rows = 0;
    long bars = 0;
    for (Future<long[]> done : threads.invokeAll(work)) {
      rows += done.get()[0];
      bars += done.get()[1];
    }
    threads.shutdown();
    System.out.println(rows + " rows, " + bars + " one-minute bars");
  }

  private static long[] read(LocalDate date, Path zip) throws Exception {
    SourceFile file = new SourceFile("taifex.futures_tick", date, zip.getFileName().toString());
    Sink sink = new Sink();
    long rows = FuturesTickReader.readTicks(file, zip, new Quarantine(file), sink).rows();
    long bars = sink.series.values().stream().mapToLong(series -> series.minutes().size()).sum();
    return new long[] {rows, bars};
  }

  private static final class Sink implements PrintSink<BarSeries> {
    private final Map<String, BarSeries> series = new HashMap<>();

    @Override
    public BarSeries contract(ContractName name) {
      return series.computeIfAbsent(name.key(), key -> new BarSeries(20700, 75600));
    }

    @Override
    public BarSeries spread(ContractName near, ContractName far) {
      return series.computeIfAbsent(near.key() + " " + far.key(), key -> new BarSeries(20700, 75600));
    }

    @Override
    public void print(
        BarSeries bars, long line, long moment, boolean day, long price, long volume, boolean starred) {
      bars.add(moment, day, price, volume);
    }

    @Override
    public void spreadPrint(
        BarSeries bars, long line, long moment, boolean day, long price, long near, long far, long volume, boolean starred) {
      bars.add(moment, day, price, volume);
    }
  }
}

import io.tapehouse.extractors.hkex.CcassBundleWriter;
import io.tapehouse.extractors.hkex.CcassPage;
import io.tapehouse.extractors.hkex.CcassPageName;
import io.tapehouse.simulator.SimulatedCcass;
import io.tapehouse.simulator.ExchangeSimulator;
import io.tapehouse.simulator.SimulatorConfig;
import io.tapehouse.simulator.StockListForm;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One day of CCASS pages from the archive to committed rows: how long, and how many rows. The pages are the simulator's,
 * as large as real ones. Usage: {@code java -cp 'orchestrator/app/target/*:orchestrator/app/target/lib/*' benchmarks/CcassDay.java
 * [PAGES [RUNS]]}. Timed is {@code tapehouse warehouse rebuild}, a whole process, in a home whose archive has the pages.
 */
public final class CcassDay {

  private static final LocalDate DAY = LocalDate.of(2025, 10, 16);
  private static final Pattern CODE = Pattern.compile("\"c\":\"(\\d{5})\"");
  private static final Pattern VIEW_STATE = Pattern.compile("name=\"__VIEWSTATE\"[^>]*value=\"([^\"]*)\"");

  private CcassDay() {}

  public static void main(String[] arguments) throws Exception {
    int pages = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 5000;
    int runs = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 3;
    Path folder = Files.createTempDirectory("tapehouse-ccass-day-");
    Path replay = folder.resolve("replay").resolve("hkex.ccass_shareholding").resolve(DAY.toString());
    Files.createDirectories(replay);
    write(replay, pages);
    List<Double> seconds = new ArrayList<>();
    for (int run = 0; run < runs; run++) {
      Path home = folder.resolve("home-" + run);
      // The archive first, by a copy that makes no other work; then the warehouse from it.
      Path archive = home.resolve("archive").resolve("hkex.ccass_shareholding").resolve(DAY.toString());
      tapehouse(
          folder, "run", "--home", home.toString(), "--dag", "hkex_ccass_daily", "--date", DAY.toString(),
          "--source", "replay:" + folder.resolve("replay"));
      if (!Files.isDirectory(archive)) {
        throw new IllegalStateException("nothing was archived in " + archive);
      }
      Files.delete(home.resolve("warehouse.duckdb"));
      long began = System.nanoTime();
      tapehouse(folder, "warehouse", "rebuild", "--home", home.toString());
      seconds.add((System.nanoTime() - began) / 1e9);
      System.out.printf("%d pages, archive to committed: %.1f s%n", pages, seconds.get(run));
      tapehouse(
          folder, "sql", "--home", home.toString(),
          "select count(*) as pages, sum(total_participants) as participants from ccass_summary");
    }
    seconds.sort(null);
    System.out.printf("%d runs: %.1f to %.1f s, median %.1f%n", runs, seconds.get(0), seconds.get(runs - 1), seconds.get((runs - 1) / 2));
    System.out.println("left in " + folder);
  }

  private static void write(Path folder, int pages) throws Exception {
    SimulatorConfig config =
        SimulatorConfig.defaults()
            .withToday(DAY.plusDays(2))
            .withCcass(SimulatedCcass.defaults().withStocks(pages).withStockListForm(StockListForm.JSON));
    long bytes = 0;
    try (ExchangeSimulator simulator = ExchangeSimulator.start(config);
        CcassBundleWriter bundles = new CcassBundleWriter(folder)) {
      URI search = simulator.baseUri().resolve("www3.hkexnews.hk/sdw/search/searchsdw.aspx");
      HttpClient http = HttpClient.newHttpClient();
      Matcher state = VIEW_STATE.matcher(new String(get(http, search), StandardCharsets.UTF_8));
      if (!state.find()) {
        throw new IllegalStateException("a form without its state");
      }
      String list =
          new String(
              get(
                  http,
                  simulator
                      .baseUri()
                      .resolve(
                          "www3.hkexnews.hk/sdw/search/stocklist.aspx?sortby=stockcode&shareholdingdate="
                              + DAY.toString().replace("-", ""))),
              StandardCharsets.UTF_8);
      TreeSet<String> codes = new TreeSet<>();
      for (Matcher code = CODE.matcher(list); code.find(); ) {
        codes.add(code.group(1));
      }
      for (String code : codes) {
        String form =
            "__EVENTTARGET=btnSearch&__VIEWSTATE=%s&txtShareholdingDate=%s&txtStockCode=%s"
                .formatted(
                    URLEncoder.encode(state.group(1), StandardCharsets.UTF_8),
                    URLEncoder.encode(DAY.toString().replace('-', '/'), StandardCharsets.UTF_8),
                    code);
        byte[] page =
            http.send(
                    HttpRequest.newBuilder(search)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(form))
                        .build(),
                    HttpResponse.BodyHandlers.ofByteArray())
                .body();
        bytes += page.length;
        bundles.add(new CcassPageName(code, CcassPage.Language.ENGLISH), page);
      }
    }
    System.out.printf("%,d MB of pages%n", bytes / 1_000_000);
  }

  private static byte[] get(HttpClient http, URI address) throws Exception {
    return http.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofByteArray()).body();
  }

  private static void tapehouse(Path folder, String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("./tapehouse"));
    command.addAll(List.of(arguments));
    Path log = folder.resolve("log");
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    if (process.waitFor() != 0) {
      throw new IllegalStateException(command + ": " + Files.readString(log));
    }
    if (arguments[0].equals("sql")) {
      System.out.print(Files.readString(log));
    }
  }
}

package io.tapehouse.orchestrator.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapehouse.dictionary.calendar.CalendarDay;
import io.tapehouse.orchestrator.e2e.Said;
import io.tapehouse.orchestrator.home.Home;
import io.tapehouse.orchestrator.home.OwnedHome;
import io.tapehouse.orchestrator.operations.Queries;
import io.tapehouse.orchestrator.operations.RemoteOperations;
import io.tapehouse.orchestrator.operations.WarehouseQueries;
import io.tapehouse.orchestrator.source.DataKind;
import io.tapehouse.sql.Warehouse;
import io.tapehouse.sql.WarehouseConfig;
import io.tapehouse.sql.duckdb.DuckDbWarehouse;
import io.tapehouse.sql.query.BoundQuery;
import io.tapehouse.sql.result.ResultFormat;
import io.tapehouse.store.FolderObjectStore;
import io.tapehouse.store.lake.Lake;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code tapehouse sql} beside an owner answers as it does without one. */
class ControlSqlTest {

  private static final String ENDLESS =
      "SELECT count(*) FROM range(100000000000) t(i) WHERE hash(i) % 7 = 3";

  @TempDir private Path folder;

  private Home home;
  private OwnedHome owned;
  private DuckDbWarehouse warehouse;
  private @Nullable ControlServer server;

  @BeforeEach
  void own() throws IOException {
    home = new Home(folder);
    owned = OwnedHome.take(home, DataKind.SIMULATED, "a test");
    warehouse =
        DuckDbWarehouse.open(
            home.warehouse(),
            WarehouseConfig.DEFAULT,
            new Lake(new FolderObjectStore(home.lake())));
    warehouse.migrate();
  }

  @AfterEach
  void leave() throws IOException {
    disown();
  }

  private void serve(Warehouse asked) throws IOException {
    server =
        ControlServer.open(
            home,
            RemoteOperations.handlers(Queries.class, new WarehouseQueries(asked)),
            Duration.ZERO);
  }

  private void disown() throws IOException {
    if (server != null) {
      server.close();
      server = null;
      warehouse.close();
      owned.close();
    }
  }

  @ParameterizedTest
  @EnumSource(ResultFormat.class)
  void theBytesAreTheSame(ResultFormat format) throws IOException {
    String query =
        """
        SELECT i, '臺灣 "' || i AS words, NULL AS nothing, 1.50 AS price,
            TIMESTAMP '2023-01-30 01:00:00' AS moment
        FROM range(5000) t(i) ORDER BY i""";
    serve(warehouse);
    Said through = sql(format, query);
    assertThat(through.exit()).as(through.err()).isZero();
    assertThat(through.lines()).hasSizeGreaterThan(5000);
    disown();
    assertThat(sql(format, query)).isEqualTo(through);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT * FROM no_such_table",
        "SELECT",
        "",
        "DELETE FROM exchange",
        "SELECT 1; SELECT 2",
        "SELECT CASE WHEN i = 250000 THEN error('row 250000 is bad') ELSE i END FROM range(300000) t(i)"
      })
  void theTroublesAreTheSame(String query) throws IOException {
    serve(warehouse);
    Said through = sql(ResultFormat.CSV, query);
    assertThat(through.exit()).isEqualTo(1);
    assertThat(through.err()).startsWith("tapehouse: ").doesNotContain("\tat ");
    disown();
    Said local = sql(ResultFormat.CSV, query);
    assertThat(local.err()).isEqualTo(through.err());
    assertThat(local.exit()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "DELETE FROM exchange",
        "EXPLAIN ANALYZE DELETE FROM exchange",
        "COMMIT; DELETE FROM exchange",
        "COMMIT; BEGIN; DELETE FROM exchange; COMMIT; SELECT 1",
        "SELECT 1; COMMIT; BEGIN; DELETE FROM exchange; COMMIT",
        "COMMIT",
        "ROLLBACK",
        "ATTACH ':memory:' AS other",
        "SET GLOBAL threads = 1",
        "PRAGMA disable_checkpoint_on_shutdown"
      })
  void nothingIsChangedThroughAnOwner(String query) throws IOException {
    serve(warehouse);
    Said said = sql(ResultFormat.CSV, query);
    assertThat(sql(ResultFormat.CSV, "SELECT count(*) > 0 AS some FROM exchange").lines())
        .containsExactly("some", "true");
    assertThat(said.exit()).as(said.err() + said.out()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"EXPLAIN", "EXPLAIN ANALYZE"})
  void aPlanIsWrittenOnTheLinesOfTheEngine(String word) throws IOException {
    String query = word + " SELECT code FROM exchange WHERE code > 'A' ORDER BY code LIMIT 3";
    serve(warehouse);
    Said through = sql(ResultFormat.TABLE, query);
    assertThat(through.exit()).as(through.err()).isZero();
    assertThat(through.lines())
        .hasSizeGreaterThan(8)
        .anySatisfy(line -> assertThat(line).contains("Top N").doesNotContain("Scan"))
        .anySatisfy(line -> assertThat(line).contains("Scan").doesNotContain("Top N"))
        .last()
        .isEqualTo("(1 row)");
    disown();
    Said local = sql(ResultFormat.TABLE, query);
    assertThat(local.exit()).as(local.err()).isZero();
    assertThat(local.lines()).hasSameSizeAs(through.lines());
  }

  @Test
  void aHomeWithoutWarehouseIsNotMade() throws IOException {
    Path other = folder.resolve("other");
    Said said = Said.sql(other, "SELECT 1");
    assertThat(said.exit()).isEqualTo(1);
    assertThat(said.err()).contains("tapehouse run makes one");
    assertThat(other).doesNotExist();
  }

  @Test
  void manyAskWhileOneWrites() throws Exception {
    serve(warehouse);
    AtomicBoolean enough = new AtomicBoolean();
    CompletableFuture<Void> writer =
        CompletableFuture.runAsync(
            () -> {
              for (int year = 1900; !enough.get(); year++) {
                warehouse.replaceCalendar("TWSE", year(year), Instant.EPOCH);
              }
            });
    List<CompletableFuture<List<String>>> answers = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      answers.add(
          CompletableFuture.supplyAsync(
              () -> {
                List<String> seen = new ArrayList<>();
                for (int query = 0; query < 20; query++) {
                  seen.add(
                      ask(
                          "SELECT count(*) % 360 AS torn FROM trading_calendar WHERE exchange_code = 'TWSE'"));
                }
                return seen;
              }));
    }
    try {
      for (CompletableFuture<List<String>> answer : answers) {
        assertThat(answer.get(60, TimeUnit.SECONDS)).containsOnly("torn\n0\n").hasSize(20);
      }
    } finally {
      enough.set(true);
      writer.get(60, TimeUnit.SECONDS);
    }
  }

  @Test
  void aQueryThatNobodyWaitsForAnyMoreEnds() throws Exception {
    Watched watched = new Watched(warehouse);
    serve(watched.proxy());
    ControlFile file = ControlFile.read(home).orElseThrow();
    try (java.net.Socket client =
        new java.net.Socket(InetAddress.getLoopbackAddress(), file.port())) {
      byte[] body =
          "{\"query\":{\"sql\":\"%s\",\"values\":{}},\"format\":\"csv\"}"
              .formatted(ENDLESS)
              .getBytes(StandardCharsets.UTF_8);
      OutputStream out = client.getOutputStream();
      out.write(
          "POST /sql HTTP/1.0\r\nHost: 127.0.0.1\r\nAuthorization: Bearer %s\r\nContent-Length: %d\r\n\r\n"
              .formatted(file.token(), body.length)
              .getBytes(StandardCharsets.US_ASCII));
      out.write(body);
      watched.began.await();
    }
    assertThat(watched.ended.await(30, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void anOwnerThatEndsEndsItsQueries() throws Exception {
    Watched watched = new Watched(warehouse);
    serve(watched.proxy());
    CompletableFuture<Said> asked =
        CompletableFuture.supplyAsync(() -> sql(ResultFormat.CSV, ENDLESS));
    watched.began.await();
    disown();
    Said said = asked.get(30, TimeUnit.SECONDS);
    assertThat(said.exit()).isEqualTo(1);
    assertThat(said.err()).contains("about to end");
    assertThat(watched.ended.getCount()).isZero();
  }

  private Said sql(ResultFormat format, String query) {
    return Said.tapehouse(
        "sql",
        "--home",
        folder.toString(),
        "--format",
        format.name().toLowerCase(java.util.Locale.ROOT),
        query);
  }

  /** Without the command line, whose streams are one for all threads. */
  private String ask(String query) {
    try (ControlClient client = HomeOwner.open(home).orElseThrow()) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      AnswerOutput out =
          new AnswerOutput() {
            @Override
            public void write(int value) {
              bytes.write(value);
            }
          };
      RemoteOperations.of(Queries.class, client).sql(BoundQuery.of(query), ResultFormat.CSV, out);
      return bytes.toString(StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<CalendarDay> year(int year) {
    LocalDate first = LocalDate.of(year, 1, 1);
    return java.util.stream.IntStream.range(0, 360)
        .mapToObj(day -> CalendarDay.assumed(first.plusDays(day), true))
        .toList();
  }

  /** Tells when a query begins and ends. */
  private record Watched(Warehouse warehouse, CountDownLatch began, CountDownLatch ended) {

    Watched(Warehouse warehouse) {
      this(warehouse, new CountDownLatch(1), new CountDownLatch(1));
    }

    Warehouse proxy() {
      return (Warehouse)
          Proxy.newProxyInstance(
              Warehouse.class.getClassLoader(),
              new Class<?>[] {Warehouse.class},
              (proxy, method, arguments) -> {
                began.countDown();
                try {
                  return method.invoke(warehouse, arguments);
                } catch (InvocationTargetException e) {
                  throw e.getCause();
                } finally {
                  ended.countDown();
                }
              });
    }
  }
}

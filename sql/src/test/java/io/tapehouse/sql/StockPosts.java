package io.tapehouse.sql;

import io.tapehouse.sql.StockFile.Kind;
import io.tapehouse.sql.StockFile.Row;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Random lists and quotes of a few securities on two exchanges: names and industries that change
 * and come back, securities that leave, return or are in quotes alone, lists of stocks alone, files
 * that are posted again with other rows. {@link #expected} works out the table by walking through
 * the newest versions from day to day.
 */
final class StockPosts {

  private static final LocalDate FIRST = LocalDate.of(2021, 7, 3);
  private static final int DAYS = 24;
  private static final List<String> EXCHANGES = List.of("TWSE", "TPEx");
  private static final List<String> CODES =
      List.of("1101", "2330", "2881A", "0050", "910322", "9999");

  /** Whether a security is in no list, on neither exchange. */
  private static final String UNLISTED = "9999";

  private final List<List<StockFile>> files = new ArrayList<>();

  StockPosts(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (String exchange : EXCHANGES) {
      for (Kind kind : Kind.values()) {
        for (int day = random.nextInt(12); day < DAYS; day += 1 + random.nextInt(9)) {
          List<StockFile> versions = new ArrayList<>();
          int count = random.nextInt(4) == 0 ? 2 : 1;
          for (int version = 1; version <= count; version++) {
            LocalDate date = FIRST.plusDays(day);
            versions.add(
                new StockFile(kind, exchange, date, version, rows(kind, exchange, day, random)));
          }
          files.add(versions);
        }
      }
    }
  }

  private static List<Row> rows(Kind kind, String exchange, int day, SplittableRandom random) {
    List<Row> rows = new ArrayList<>();
    // A file without rows is none, and this one is of both exchanges.
    rows.add(new Row("0001", "always", "stock", null));
    boolean stocksAlone = kind == Kind.SECURITIES && random.nextInt(4) == 0;
    for (String code : CODES) {
      String type = type(code);
      boolean left = random.nextInt(4) == 0 || (kind != Kind.QUOTES && code.equals(UNLISTED));
      boolean company = kind != Kind.COMPANIES || !type.equals("etf");
      boolean elsewhere = code.equals("2881A") && exchange.equals("TPEx");
      if (!left && company && !elsewhere && !(stocksAlone && !type.equals("stock"))) {
        String name = random.nextInt(3) == 0 ? code + " new" : code + " old";
        @Nullable String industry = random.nextInt(4) == 0 ? null : "semiconductors";
        // What a file without the security had called it is not known any more.
        rows.add(new Row(code, kind == Kind.QUOTES ? code + " quoted" : name, type, industry));
      }
    }
    if (kind == Kind.QUOTES) {
      rows.add(new Row("8888", "name of day " + day, "stock", null));
    }
    return rows;
  }

  private static String type(String code) {
    return switch (code) {
      case "0050" -> "etf";
      case "910322" -> "depositary_receipt";
      default -> "stock";
    };
  }

  List<StockFile> all() {
    return files.stream().flatMap(List::stream).toList();
  }

  /** All files in an order and in batches of their own; versions of a file keep their order. */
  List<List<StockFile>> batches(int order) {
    Random random = new Random(order);
    List<Deque<StockFile>> left = new ArrayList<>();
    for (List<StockFile> versions : files) {
      Deque<StockFile> deque = new ArrayDeque<>(versions);
      while (deque.size() > 1 && random.nextInt(4) == 0) {
        deque.removeFirst();
      }
      left.add(deque);
    }
    List<List<StockFile>> batches = new ArrayList<>();
    while (!left.isEmpty()) {
      Collections.shuffle(left, random);
      int size = 1 + (order == 0 ? 0 : random.nextInt(Math.min(8, left.size())));
      batches.add(left.subList(0, size).stream().map(Deque::removeFirst).toList());
      left.removeIf(Deque::isEmpty);
    }
    return batches;
  }

  /** What a list has of a security. */
  private record State(LocalDate since, String source, Row row) {}

  /** The rows of {@code stock}, in the order of their text. */
  List<String> expected() {
    List<String> lines = new ArrayList<>();
    for (String exchange : EXCHANGES) {
      NavigableSet<String> codes = new TreeSet<>();
      newest(exchange).forEach(file -> file.rows().forEach(row -> codes.add(row.code())));
      codes.forEach(code -> lines.addAll(lines(exchange, code)));
    }
    return lines.stream().sorted().toList();
  }

  private List<StockFile> newest(String exchange) {
    return files.stream()
        .map(versions -> versions.get(versions.size() - 1))
        .filter(file -> file.exchange().equals(exchange))
        .toList();
  }

  private List<String> lines(String exchange, String code) {
    TreeMap<LocalDate, Map<Kind, StockFile>> days = new TreeMap<>();
    TreeMap<LocalDate, String> types = new TreeMap<>();
    for (StockFile file : newest(exchange)) {
      days.computeIfAbsent(file.date(), key -> new TreeMap<>()).put(file.kind(), file);
      @Nullable Row row = row(file, code);
      if (file.kind() == Kind.SECURITIES && row != null) {
        types.put(file.date(), row.type());
      }
    }
    List<String> lines = new ArrayList<>();
    String source = types.isEmpty() ? "companies" : "securities";
    @Nullable State state = null;
    // The list that had the security last, and what kind of security it was there.
    Kind last = Kind.SECURITIES;
    String type = "";
    for (Map.Entry<LocalDate, Map<Kind, StockFile>> day : days.entrySet()) {
      @Nullable Row listed = row(day.getValue().get(Kind.SECURITIES), code);
      @Nullable Row company = row(day.getValue().get(Kind.COMPANIES), code);
      @Nullable Row found = listed != null ? listed : company;
      @Nullable StockFile file = day.getValue().get(last);
      if (found != null) {
        last = listed != null ? Kind.SECURITIES : Kind.COMPANIES;
        type = found.type();
        Map.Entry<LocalDate, String> nearest = types.floorEntry(day.getKey());
        nearest = nearest == null ? types.firstEntry() : nearest;
        found =
            new Row(
                code, found.name(), nearest == null ? type : nearest.getValue(), found.industry());
      }
      boolean gone = found == null && file != null && hasType(file, type);
      if (state != null && (gone || (found != null && !state.row().equals(found)))) {
        lines.add(line(exchange, state, day.getKey().toString()));
        state = null;
      }
      if (found != null && state == null) {
        state = new State(day.getKey(), source, found);
      }
    }
    if (state != null) {
      lines.add(line(exchange, state, ""));
    }
    return lines.isEmpty() ? quoted(exchange, code) : lines;
  }

  private List<String> quoted(String exchange, String code) {
    List<StockFile> traded =
        newest(exchange).stream()
            .filter(file -> file.kind() == Kind.QUOTES && row(file, code) != null)
            .sorted(Comparator.comparing(StockFile::date))
            .toList();
    if (traded.isEmpty()) {
      return List.of();
    }
    String name = Objects.requireNonNull(row(traded.get(traded.size() - 1), code)).name();
    return List.of(
        "%s,%s,%s,,%s,unknown,,quotes".formatted(exchange, code, traded.get(0).date(), name));
  }

  private static String line(String exchange, State state, String to) {
    Row row = state.row();
    return "%s,%s,%s,%s,%s,%s,%s,%s"
        .formatted(
            exchange,
            row.code(),
            state.since(),
            to,
            row.name(),
            row.type(),
            Objects.requireNonNullElse(row.industry(), ""),
            state.source());
  }

  private static @Nullable Row row(@Nullable StockFile file, String code) {
    return file == null
        ? null
        : file.rows().stream().filter(row -> row.code().equals(code)).findFirst().orElse(null);
  }

  private static boolean hasType(StockFile file, String type) {
    return file.rows().stream().anyMatch(row -> row.type().equals(type));
  }

  @Override
  public String toString() {
    return files.stream().map(List::toString).collect(Collectors.joining("\n"));
  }
}

package io.tapehouse.sql;

import io.tapehouse.store.lake.Lake;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Random postings of 25 days of six stocks and a dozen holders: gaps, exits, entries, shares that
 * come back, percentages that nobody would compute, holders who are renamed, days that are posted
 * again with other pages.
 */
final class CcassPosts {

  private static final LocalDate FIRST = LocalDate.of(2021, 7, 1);
  private static final int DAYS = 25;
  private static final int STOCKS = 6;
  private static final List<String> HOLDERS =
      List.of(
          "A00003", "B01001", "B01002", "B01003", "B01955", "C00010", "C00019", "C00100", "I-00ff",
          "I-12ab", "I-77aa", "P00001");

  private final TreeMap<LocalDate, List<CcassDay>> versions = new TreeMap<>();

  CcassPosts(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int day = 0; day < DAYS; day++) {
      if (random.nextInt(8) == 0) {
        continue;
      }
      LocalDate date = FIRST.plusDays(day);
      List<CcassDay> posted = new ArrayList<>();
      int count = 1 + (random.nextInt(3) == 0 ? 1 + random.nextInt(2) : 0);
      for (int version = 1; version <= count; version++) {
        posted.add(post(date, version, random));
      }
      versions.put(date, posted);
    }
  }

  private static CcassDay post(LocalDate date, int version, SplittableRandom random) {
    List<CcassPage> pages = new ArrayList<>();
    for (int stock = 1; stock <= STOCKS; stock++) {
      if (random.nextInt(7) != 0) {
        pages.add(page("%05d".formatted(stock), date, random));
      }
    }
    List<CcassDay.Name> names =
        CcassDay.named(pages).stream()
            .map(
                one ->
                    random.nextInt(5) == 0
                        ? new CcassDay.Name(
                            one.participant(), one.language(), "other " + random.nextInt(3))
                        : one)
            .toList();
    return new CcassDay(date, version, pages, names);
  }

  private static CcassPage page(String stock, LocalDate date, SplittableRandom random) {
    @Nullable Long issued = random.nextInt(9) == 0 ? null : random.nextInt(9) == 0 ? 0L : 7_919L;
    boolean published = random.nextInt(6) != 0;
    List<CcassPage.Holding> holdings = new ArrayList<>();
    for (String holder : HOLDERS) {
      if (random.nextInt(5) == 0) {
        continue;
      }
      // Few different numbers, so that runs are long and what was sold is bought back.
      long shares = random.nextInt(4) == 0 ? 50 + random.nextInt(3) : 1_000;
      @Nullable BigDecimal percent = null;
      if (published && random.nextInt(10) != 0) {
        percent =
            issued == null || issued == 0 || random.nextInt(10) == 0
                ? BigDecimal.valueOf(random.nextInt(9_999), 2)
                : CcassPage.percentage(shares, issued);
      }
      holdings.add(new CcassPage.Holding(holder, shares, percent));
    }
    String language = random.nextInt(3) == 0 ? "zh" : "en";
    return new CcassPage(stock, date, language, issued, published, random.nextInt(2), holdings);
  }

  /** The last posting of each day. */
  Collection<CcassDay> newest() {
    return versions.values().stream().map(posted -> posted.get(posted.size() - 1)).toList();
  }

  Map<CcassDay, DatasetLoad> writtenTo(Lake lake) {
    Map<CcassDay, DatasetLoad> written = new HashMap<>();
    for (List<CcassDay> posted : versions.values()) {
      for (CcassDay day : posted) {
        try (LakeDay one = day.in(lake)) {
          written.put(day, one.write());
        }
      }
    }
    return written;
  }

  /**
   * All postings in an order and in batches of their own; the postings of a day keep their order,
   * and an earlier one is left out now and then. The first order is that of the days, one by one.
   */
  List<List<CcassDay>> batches(int order) {
    Random random = new Random(order);
    List<Deque<CcassDay>> days = new ArrayList<>();
    for (List<CcassDay> posted : versions.values()) {
      Deque<CcassDay> left = new ArrayDeque<>(posted);
      while (order > 0 && left.size() > 1 && random.nextInt(4) == 0) {
        left.removeFirst();
      }
      days.add(left);
    }
    List<List<CcassDay>> batches = new ArrayList<>();
    while (!days.isEmpty()) {
      int size = order == 0 ? 1 : 1 + random.nextInt(random.nextInt(4) == 0 ? 12 : 3);
      List<Integer> places = new ArrayList<>();
      for (int place = 0; place < days.size(); place++) {
        places.add(place);
      }
      if (order > 0) {
        java.util.Collections.shuffle(places, random);
      }
      List<CcassDay> batch = new ArrayList<>();
      for (int place : places.subList(0, Math.min(size, places.size()))) {
        batch.add(days.get(place).removeFirst());
      }
      batches.add(batch);
      days.removeIf(Deque::isEmpty);
    }
    return batches;
  }
}

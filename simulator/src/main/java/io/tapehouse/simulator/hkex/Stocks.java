package io.tapehouse.simulator.hkex;

import io.tapehouse.simulator.hkex.Participant.Name;
import io.tapehouse.simulator.hkex.Stock.Event;
import io.tapehouse.simulator.hkex.Stock.Kind;
import io.tapehouse.simulator.market.Noise;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The securities of a simulated CCASS: those with a story first, then as many others as wanted. */
final class Stocks {

  private static final int FEWEST_HOLDERS = 24;
  private static final int MOST_HOLDERS = 432;
  private static final int[] LOTS = {100, 200, 500, 1000, 2000};

  private static final String[] PLACES = {
    "LANTAU",
    "TAI PO",
    "SAI KUNG",
    "PENG CHAU",
    "STANLEY",
    "ABERDEEN",
    "TUEN MUN",
    "YUEN LONG",
    "CHEUNG CHAU",
    "REPULSE BAY",
    "SHA TIN",
    "MONG KOK",
    "WAN CHAI",
    "NORTH POINT",
    "TSUEN WAN",
    "LAMMA"
  };
  private static final String[] PLACES_CHINESE = {
    "大嶼", "大埔", "西貢", "坪洲", "赤柱", "香港仔", "屯門", "元朗", "長洲", "淺水灣", "沙田", "旺角", "灣仔", "北角", "荃灣", "南丫"
  };
  private static final String[] TRADES = {
    "MOTORS",
    "PROPERTIES",
    "BIOTECH",
    "SHIPPING",
    "FOODS",
    "POWER & GAS",
    "SOFTWARE",
    "INSURANCE",
    "STEEL",
    "RETAIL",
    "MEDIA"
  };
  private static final String[] TRADES_CHINESE = {
    "汽車", "置業", "生物科技", "航運", "食品", "電力煤氣", "軟件", "保險", "鋼鐵", "零售", "傳媒"
  };

  private final Map<String, Stock> byCode = new TreeMap<>();

  Stocks(long seed, int count) {
    for (Stock stock : storied()) {
      if (byCode.size() < count) {
        byCode.put(stock.code(), stock);
      }
    }
    for (int number = 1; byCode.size() < count; number++) {
      String code = String.format(Locale.ROOT, "%05d", number);
      byCode.computeIfAbsent(code, absent -> made(seed, absent));
    }
  }

  Optional<Stock> find(String code) {
    return Optional.ofNullable(byCode.get(code));
  }

  /** The only stock whose name holds a text, whatever the case. */
  Optional<Stock> named(String text, LocalDate day) {
    List<Stock> found =
        listed(day).stream()
            .filter(
                stock ->
                    stock.name().english().contains(text) || stock.name().chinese().contains(text))
            .toList();
    return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
  }

  /** Those of a day by code. */
  List<Stock> listed(LocalDate day) {
    return byCode.values().stream().filter(stock -> stock.isListedOn(day)).toList();
  }

  /** The next one by code that is listed on the day too. */
  Stock other(Stock stock, LocalDate day) {
    List<Stock> all = listed(day);
    return all.get((all.indexOf(stock) + 1) % all.size());
  }

  private static List<Stock> storied() {
    List<Stock> stocks = new ArrayList<>();
    stocks.add(
        stock(
            "00700",
            "HARBOUR NETWORKS HOLDINGS LIMITED",
            "海港網絡控股有限公司",
            9_145_000_000L,
            430,
            100,
            3,
            Event.NONE));
    stocks.add(
        stock(
            "09868",
            "PEARL RIVER MOTORS INC.",
            "珠江汽車有限公司",
            1_909_771_413L,
            260,
            100,
            0,
            Event.NONE));
    stocks.add(
        stock(
            "00388",
            "LION ROCK EXCHANGE SERVICES LIMITED",
            "獅山交易服務有限公司",
            126_784_200L,
            180,
            100,
            0,
            Event.on(Kind.SPLIT, LocalDate.of(2025, 9, 24))));
    stocks.add(
        stock(
            "01128",
            "LANTAU ROBOTICS & DRONES LIMITED",
            "大嶼機械人有限公司",
            512_000_000L,
            150,
            500,
            0,
            Event.of(Kind.NO_ISSUED_FIGURE)));
    stocks.add(
        stock(
            "00060",
            "PEAK TRAMWAYS AND HOTELS LIMITED",
            "峰景纜車酒店有限公司",
            731_250_000L,
            120,
            1000,
            9,
            Event.of(Kind.CLEARING_HOUSE)));
    stocks.add(
        stock(
            "70001",
            "CANTON BANK CO., LTD. (A #000001)",
            "廣州銀行股份有限公司 (A #000001)",
            19_405_918_198L,
            90,
            100,
            0,
            Event.NONE));
    stocks.add(
        stock(
            "90000",
            "SHANGHAI BUND BANK CO., LTD. (A #600000)",
            "上海外灘銀行股份有限公司 (A #600000)",
            29_352_178_996L,
            110,
            100,
            0,
            Event.of(Kind.NO_HIDDEN_INVESTORS)));
    stocks.add(
        stock(
            "87001",
            "PEARL RIVER DELTA REAL ESTATE INVESTMENT TRUST",
            "珠三角產業信託",
            6_300_000_000L,
            60,
            1000,
            2,
            Event.NONE));
    stocks.add(
        stock(
            "09618",
            "TIDEWATER LOGISTICS INC.",
            "潮汐物流有限公司",
            91_000_000L,
            200,
            50,
            0,
            Event.on(Kind.SPLIT, LocalDate.of(2024, 10, 16))));
    stocks.add(
        stock(
            "02616",
            "SUMMIT GENE THERAPIES CO., LTD. - H SHARES",
            "頂峰基因治療股份有限公司 - H股",
            188_000_000L,
            70,
            100,
            0,
            Event.on(Kind.LISTED, LocalDate.of(2025, 9, 29))));
    stocks.add(
        stock(
            "77750",
            "NINGDE CELLS CO., LTD. (A# 300750)",
            "寧德電芯股份有限公司 (A# 300750)",
            4_400_000_000L,
            80,
            100,
            0,
            Event.NONE));
    stocks.add(
        stock(
            "08002",
            "STAR FERRY GAMES (GEM) LIMITED",
            "天星遊戲有限公司",
            48_000_000L,
            24,
            5000,
            0,
            Event.NONE));
    return stocks;
  }

  private static Stock stock(
      String code,
      String english,
      String chinese,
      long issued,
      int holders,
      int lot,
      int investors,
      Event event) {
    double inCcass = 0.35 + 0.5 * StrictMath.abs(code.hashCode() % 97) / 97;
    return new Stock(
        code, new Name(english, chinese), issued, inCcass, holders, lot, investors, event);
  }

  private static Stock made(long seed, String code) {
    long key = Noise.mix(seed ^ Noise.mix(code.hashCode()));
    int place = (int) Math.floorMod(key, 16L);
    int trade = (int) Math.floorMod(key >> 8, 11L);
    String letter = Character.toString((char) ('A' + Math.floorMod(key >> 16, 26L)));
    Name name =
        new Name(
            PLACES[place] + " " + TRADES[trade] + " " + letter + " HOLDINGS LIMITED",
            PLACES_CHINESE[place] + TRADES_CHINESE[trade] + letter + "控股有限公司");
    double size = Math.floorMod(key >> 20, 1000L) / 1000.0;
    long issued =
        (long) (50_000_000 * StrictMath.exp(5 * size)) / 1000 * 1000 + Math.floorMod(key, 1000L);
    int holders =
        FEWEST_HOLDERS + (int) Math.floorMod(key >> 32, (long) MOST_HOLDERS - FEWEST_HOLDERS);
    int lot = LOTS[(int) Math.floorMod(key >> 44, 5L)];
    int investors = Math.floorMod(key >> 50, 4L) == 0 ? 1 + (int) Math.floorMod(key >> 53, 5L) : 0;
    double inCcass = 0.25 + 0.6 * Math.floorMod(key >> 40, 100L) / 100;
    return new Stock(code, name, issued, inCcass, holders, lot, investors, Event.NONE);
  }
}

package io.tapehouse.simulator.hkex;

import io.tapehouse.simulator.hkex.Participant.Name;
import io.tapehouse.simulator.hkex.Participant.Renaming;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The participants, 604 of them. Ids are like the real ones: A clearing houses, B brokers, C
 * custodians, P others. Names are made up, but for those of the mainland's clearing house, whose
 * accounts all have the same name.
 */
final class Participants {

  private static final int CUSTODIANS = 80;
  private static final int BROKERS = 500;
  private static final int OTHERS = 18;
  private static final int LARGE = 8;
  private static final int WIDESPREAD = 40;

  private static final String[] FIRST = {
    "HARBOUR",
    "LION ROCK",
    "PEAK",
    "JADE",
    "STAR FERRY",
    "KOWLOON BAY",
    "VICTORIA",
    "PEARL",
    "SILVER",
    "DRAGON",
    "PHOENIX",
    "BAMBOO",
    "LOTUS",
    "MERIDIAN",
    "PACIFIC",
    "CANTON",
    "BAUHINIA",
    "TYPHOON",
    "CRANE",
    "EMERALD",
    "SUMMIT",
    "TIDEWATER",
    "ORCHID",
    "COMPASS",
    "EVERGREEN"
  };
  private static final String[] FIRST_CHINESE = {
    "海港", "獅山", "峰景", "翡翠", "天星", "灣區", "維港", "明珠", "銀河", "金龍", "鳳凰", "翠竹", "蓮花", "子午", "太平", "廣信",
    "紫荊", "颱風", "仙鶴", "綠寶", "頂峰", "潮汐", "蘭花", "羅盤", "長青"
  };
  private static final String[] SECOND = {
    "GLOBAL", "ASIA", "UNITED", "FIRST", "GOLDEN", "NEW", "GRAND", "ROYAL", "ORIENTAL", "CHINA",
    "TRUST", "CAPITAL", "PRIME", "UNION", "CENTRAL", "SOUTH", "NORTH", "EAST", "WEST", "CROWN"
  };
  private static final String[] SECOND_CHINESE = {
    "環球", "亞洲", "聯合", "第一", "黃金", "新", "大", "皇家", "東方", "中華", "信託", "資本", "優越", "合眾", "中央", "南方",
    "北方", "東亞", "西環", "皇冠"
  };
  private static final String[] STREETS = {
    "QUEEN'S ROAD CENTRAL", "DES VOEUX ROAD CENTRAL", "CONNAUGHT ROAD", "NATHAN ROAD",
    "HOI BUN ROAD", "GLOUCESTER ROAD", "SHAM MONG ROAD", "CANTON ROAD"
  };
  private static final String[] STREETS_CHINESE = {
    "皇后大道中", "德輔道中", "干諾道", "彌敦道", "海濱道", "告士打道", "深旺道", "廣東道"
  };

  private static final Name MAINLAND =
      new Name("CHINA SECURITIES DEPOSITORY AND CLEARING", "中國證券登記結算有限責任公司");
  private static final Name BEIJING =
      new Name("17 TAIPING QIAO STREET XICHENG DISTRICT BEIJING CHINA", "中國北京市西城區太平橋大街17號");

  /** The clearing house's own account: no id, and yet no investor. */
  static final Participant CLEARING_HOUSE =
      Participant.of(
          "",
          new Name("HONG KONG SECURITIES CLEARING CO. LTD.", "香港中央結算有限公司"),
          new Name("8 CONNAUGHT PLACE CENTRAL HONG KONG", "香港中環康樂廣場8號"));

  private static final List<Participant> ALL = all();

  private Participants() {}

  /** All with an id; the large ones first, then those that hold most stocks. */
  static List<Participant> known() {
    return ALL;
  }

  /** How many at the beginning of the list hold much of every stock. */
  static int large() {
    return LARGE;
  }

  /** How many at the beginning of the list hold every stock that has as many holders. */
  static int widespread() {
    return WIDESPREAD;
  }

  /** An investor that lets its name be shown. */
  static Participant investor(int number) {
    Name name =
        number == 0
            ? new Name("O'HARA PROPERTIES & CO LIMITED *", "奧希拉置業有限公司 *")
            : new Name(
                FIRST[number % 25] + " FAMILY HOLDINGS " + (char) ('A' + number % 26) + " LTD *",
                FIRST_CHINESE[number % 25] + "家族控股" + (char) ('A' + number % 26) + "有限公司 *");
    // The addresses of persons are masked.
    Name address =
        number % 7 == 1 ? new Name("***************", "***************") : address(900 + number);
    return Participant.of("", name, address);
  }

  private static List<Participant> all() {
    List<Participant> custodians = new ArrayList<>();
    for (int i = 0; i < CUSTODIANS; i++) {
      String chinese = FIRST_CHINESE[i % 25] + (i < 25 ? "" : SECOND_CHINESE[i / 25 + 8]) + "銀行";
      String english = FIRST[i % 25] + (i < 25 ? "" : " " + SECOND[i / 25 + 8]);
      String end = i % 3 == 0 ? " BANK (HONG KONG) LTD" : " BANK N.A.";
      custodians.add(
          Participant.of(
              id("C%05d", 10 + i * (i < 40 ? 2 : 3)),
              new Name(english + end, chinese),
              address(i)));
    }
    List<Participant> brokers = new ArrayList<>();
    for (int i = 0; i < BROKERS; i++) {
      brokers.add(broker(i));
    }
    List<Participant> ordered = new ArrayList<>();
    ordered.addAll(List.of(mainland("A00003"), mainland("A00004"), mainland("A00005")));
    ordered.addAll(custodians.subList(0, 15));
    ordered.addAll(brokers.subList(0, 22));
    ordered.addAll(custodians.subList(15, CUSTODIANS));
    ordered.addAll(brokers.subList(22, BROKERS));
    for (String id : List.of("A00001", "A00002", "A90003")) {
      Name options = new Name("HARBOUR OPTIONS CLEARING HOUSE LTD", "海港期權結算所有限公司");
      ordered.add(id.equals("A00001") ? Participant.of(id, options, address(7)) : mainland(id));
    }
    for (int i = 0; i < OTHERS; i++) {
      Name name = new Name(SECOND[i] + " NOMINEES & CUSTODY LTD", SECOND_CHINESE[i] + "代理人有限公司");
      ordered.add(Participant.of(id("P%05d", 10 + 5 * i), name, address(700 + i)));
    }
    return List.copyOf(ordered);
  }

  private static String id(String pattern, int number) {
    return String.format(Locale.ROOT, pattern, number);
  }

  private static Participant broker(int number) {
    String id = id("B%05d", 1001 + 2 * number);
    Participant broker = Participant.of(id, brokerName(number, "SECURITIES"), address(number));
    return switch (id) {
      case "B01005" -> renamed(broker, LocalDate.of(2024, 10, 21), number);
      case "B01009" -> renamed(broker, LocalDate.of(2025, 10, 6), number);
      default -> broker;
    };
  }

  private static Participant renamed(Participant broker, LocalDate from, int number) {
    Renaming renaming = new Renaming(from, brokerName(number, "WEALTH MANAGEMENT"));
    return new Participant(broker.id(), broker.name(), broker.address(), Optional.of(renaming));
  }

  private static Name brokerName(int number, String trade) {
    int first = number % 25;
    int second = number / 25;
    String end = number % 4 == 0 ? " (HONG KONG) CO LTD" : " LTD";
    return new Name(
        FIRST[first] + " " + SECOND[second] + " " + trade + end,
        FIRST_CHINESE[first]
            + SECOND_CHINESE[second]
            + (trade.equals("SECURITIES") ? "證券" : "財富管理")
            + "有限公司");
  }

  private static Participant mainland(String id) {
    return Participant.of(id, MAINLAND, BEIJING);
  }

  private static Name address(int number) {
    int street = number % STREETS.length;
    int floor = 1 + number % 59;
    int house = 1 + number * 7 % 388;
    String building =
        number % 3 == 0
            ? "TOWER " + (1 + number % 2) + " & " + (2 + number % 2) + " " + SECOND[number % 20]
            : SECOND[number % 20] + " " + FIRST[number % 25];
    return new Name(
        floor + "/F " + building + " CENTRE " + house + " " + STREETS[street] + " HONG KONG",
        "香港"
            + STREETS_CHINESE[street]
            + house
            + "號"
            + SECOND_CHINESE[number % 20]
            + "中心"
            + floor
            + "樓");
  }
}

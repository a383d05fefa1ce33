package io.tapehouse.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tapehouse.sql.query.BoundQuery;
import io.tapehouse.sql.query.BoundValue;
import io.tapehouse.sql.query.NamedQueries;
import io.tapehouse.sql.query.ParameterType;
import io.tapehouse.sql.query.QueryColumn;
import io.tapehouse.sql.result.ResultFormat;
import java.io.IOException;
import java.io.StringWriter;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * What the queries of CCASS answer, worked out by hand. Of stock 00001 Tuesday was not loaded;
 * 00002 is split 1 into 10 on Wednesday; 00003 has no issued shares; 00004 was first loaded on
 * Wednesday.
 */
abstract class CcassQueriesContract extends WarehouseTestBase {

  static final LocalDate FRIDAY = LocalDate.of(2024, 11, 1);
  static final LocalDate NEXT_MONDAY = LocalDate.of(2024, 11, 4);
  static final LocalDate WEDNESDAY = LocalDate.of(2024, 11, 6);
  static final LocalDate THURSDAY = LocalDate.of(2024, 11, 7);

  private static final String CONSENTING = "I-0a1b2c3d4e";

  /** Puts rows beside the loader into the warehouse. */
  abstract void execute(List<String> statements) throws Exception;

  private void load() throws Exception {
    execute(
        new CcassPages()
            .page("00001", FRIDAY, 1000L, 800, of(100, 200, 0, 100, 100, 100))
            .page("00001", NEXT_MONDAY, 1000L, 800, of(100, 200, 50, 100, 100, 100))
            .page("00001", WEDNESDAY, 1000L, 800, of(100, 150, 100, 100, 100, 100))
            .page("00001", THURSDAY, 1000L, 800, of(100, 150, 100, 0, 200, 100))
            .page("00002", FRIDAY, 1000L, 400, "B00001", 100, "B00002", 300)
            .page("00002", NEXT_MONDAY, 1000L, 400, "B00001", 100, "B00002", 300)
            .page("00002", WEDNESDAY, 10000L, 3000, "B00001", 1000, "B00002", 2000)
            .page("00002", THURSDAY, 10000L, 3000, "B00001", 1000, "B00002", 2000)
            .split("00002", WEDNESDAY, 1, 10)
            .page("00003", WEDNESDAY, null, 30, "B00001", 10, "B00002", 20)
            .page("00003", THURSDAY, null, 30, "B00001", 20, "B00002", 10)
            .page("00004", WEDNESDAY, 1000L, 500, "B00001", 500)
            .page("00004", THURSDAY, 1000L, 600, "B00001", 600)
            .statements());
  }

  /** The holders of 00001, those without shares left out as a page does, and one without a code. */
  private static Object[] of(int... shares) {
    String[] holders = {"A00005", "B00001", "B00002", "C00001", "C00002", "C00003"};
    Object[] named =
        IntStream.range(0, shares.length)
            .filter(i -> shares[i] > 0)
            .boxed()
            .flatMap(i -> List.<Object>of(holders[i], shares[i]).stream())
            .toArray();
    Object[] all = Arrays.copyOf(named, named.length + 2);
    all[named.length] = CONSENTING;
    all[named.length + 1] = 10;
    return all;
  }

  /** The answer's lines without the names of participants, which say nothing new. */
  private List<String> ask(String name, String... parameters) {
    return text(name, parameters)
        .lines()
        .skip(1)
        .map(l -> l.replaceAll("Name of [^,]*,", ""))
        .toList();
  }

  private String text(String name, String... parameters) {
    Map<String, String> given = new HashMap<>();
    for (String one : parameters) {
      given.put(one.substring(0, one.indexOf('=')), one.substring(one.indexOf('=') + 1));
    }
    return answer(NamedQueries.find(name).orElseThrow().bind(given));
  }

  private String answer(BoundQuery query) {
    StringWriter text = new StringWriter();
    try {
      warehouse.query(query, ResultFormat.CSV.to(text));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return text.toString();
  }

  @Test
  void everyQueryAnswersWithItsColumnsInAnEmptyWarehouse() {
    assertThat(NamedQueries.all())
        .allSatisfy(
            query -> {
              Map<String, String> needed = new HashMap<>();
              query.parameters().stream()
                  .filter(parameter -> parameter.presenceWord().equals("required"))
                  .forEach(parameter -> needed.put(parameter.name(), "1"));
              assertThat(answer(query.bind(needed)))
                  .as(query.name())
                  .isEqualTo(
                      String.join(",", query.columns().stream().map(QueryColumn::name).toList())
                          + "\n");
            });
  }

  @Test
  void holdersAreThePageOfADayWithRunningTotals() throws Exception {
    load();
    assertThat(ask("ccass-holders", "stock=1"))
        .containsExactly(
            "2024-11-07,1,C00002,custodian,200,20.0000,25.0000,20.0000,25.0000",
            "2024-11-07,2,B00001,broker,150,15.0000,18.7500,35.0000,43.7500",
            "2024-11-07,3,A00005,clearing,100,10.0000,12.5000,45.0000,56.2500",
            "2024-11-07,4,B00002,broker,100,10.0000,12.5000,55.0000,68.7500",
            "2024-11-07,5,C00003,custodian,100,10.0000,12.5000,65.0000,81.2500",
            "2024-11-07,6,,consenting,10,1.0000,1.2500,66.0000,82.5000");
    // Tuesday was not loaded: Monday is the last that is known.
    assertThat(ask("ccass-holders", "stock=00001", "date=2024-11-05"))
        .hasSize(7)
        .first()
        .isEqualTo("2024-11-04,1,B00001,broker,200,20.0000,25.0000,20.0000,25.0000");
    assertThat(ask("ccass-holders", "stock=00001", "date=2024-10-31")).isEmpty();
    assertThat(ask("ccass-holders", "stock=3"))
        .containsExactly(
            "2024-11-07,1,B00001,broker,20,,66.6667,,66.6667",
            "2024-11-07,2,B00002,broker,10,,33.3333,,100.0000");
  }

  @Test
  void trendFollowsTheLargestOfTheEndOverLoadedDaysAlone() throws Exception {
    load();
    // Three hold 100 at the end: as many as asked for are shown, by their ids. The 0 of Friday is
    // true; of Tuesday nothing is known, so there is no row, and no zero.
    assertThat(ask("ccass-trend", "stock=00001", "top=4"))
        .containsExactly(
            "2024-11-01,1,C00002,100,10.0000,12.5000,100,1.00000000,0",
            "2024-11-01,2,B00001,200,20.0000,25.0000,200,1.00000000,0",
            "2024-11-01,3,A00005,100,10.0000,12.5000,100,1.00000000,0",
            "2024-11-01,4,B00002,0,0.0000,0.0000,0,1.00000000,0",
            "2024-11-04,1,C00002,100,10.0000,12.5000,100,1.00000000,0",
            "2024-11-04,2,B00001,200,20.0000,25.0000,200,1.00000000,0",
            "2024-11-04,3,A00005,100,10.0000,12.5000,100,1.00000000,0",
            "2024-11-04,4,B00002,50,5.0000,6.2500,50,1.00000000,0",
            "2024-11-06,1,C00002,100,10.0000,12.5000,100,1.00000000,0",
            "2024-11-06,2,B00001,150,15.0000,18.7500,150,1.00000000,0",
            "2024-11-06,3,A00005,100,10.0000,12.5000,100,1.00000000,0",
            "2024-11-06,4,B00002,100,10.0000,12.5000,100,1.00000000,0",
            "2024-11-07,1,C00002,200,20.0000,25.0000,200,1.00000000,0",
            "2024-11-07,2,B00001,150,15.0000,18.7500,150,1.00000000,0",
            "2024-11-07,3,A00005,100,10.0000,12.5000,100,1.00000000,0",
            "2024-11-07,4,B00002,100,10.0000,12.5000,100,1.00000000,0");
    assertThat(ask("ccass-trend", "stock=1", "from=2024-11-05", "to=2024-11-05")).isEmpty();
    assertThat(ask("ccass-trend", "stock=1", "from=2024-11-02", "to=2024-11-05", "top=1"))
        .containsExactly("2024-11-04,1,B00001,200,20.0000,25.0000,200,1.00000000,0");
    assertThat(ask("ccass-trend", "stock=3", "to=2024-11-06", "top=1"))
        .containsExactly("2024-11-06,1,B00002,20,,66.6667,20,1.00000000,0");
  }

  @Test
  void trendIsInSharesOfTheEnd() throws Exception {
    load();
    assertThat(ask("ccass-trend", "stock=2", "top=1"))
        .containsExactly(
            "2024-11-01,1,B00002,300,30.0000,75.0000,3000,10.00000000,1",
            "2024-11-04,1,B00002,300,30.0000,75.0000,3000,10.00000000,1",
            "2024-11-06,1,B00002,2000,20.0000,66.6667,2000,1.00000000,1",
            "2024-11-07,1,B00002,2000,20.0000,66.6667,2000,1.00000000,1");
    // A range that ends before the split knows nothing of it.
    assertThat(ask("ccass-trend", "stock=2", "top=1", "to=2024-11-05").get(0))
        .isEqualTo("2024-11-01,1,B00002,300,30.0000,75.0000,300,1.00000000,0");
  }

  @Test
  void finderNamesWhoMovedAndOnWhichDay() throws Exception {
    load();
    assertThat(ask("ccass-finder", "stock=1"))
        .containsExactly(
            "2024-11-01,2024-11-07,B00002,0,100,100,10.0000,true,false,2024-11-04,50,2,0",
            "2024-11-01,2024-11-07,C00002,100,200,100,10.0000,false,false,2024-11-07,100,1,0",
            "2024-11-01,2024-11-07,B00001,200,150,-50,-5.0000,false,false,2024-11-06,-50,1,0",
            "2024-11-01,2024-11-07,C00001,100,0,-100,-10.0000,false,true,2024-11-07,-100,1,0");
    assertThat(ask("ccass-finder", "stock=1", "threshold=5.01")).hasSize(3);
    // Tuesday was not loaded, so it is Monday that is compared with.
    assertThat(ask("ccass-finder", "stock=1", "from=2024-11-05", "to=2024-11-06"))
        .containsExactly(
            "2024-11-04,2024-11-06,B00002,50,100,50,5.0000,false,false,2024-11-06,50,1,0",
            "2024-11-04,2024-11-06,B00001,200,150,-50,-5.0000,false,false,2024-11-06,-50,1,0");
    // Nothing was loaded so early: the first loaded day is compared with.
    assertThat(ask("ccass-finder", "stock=1", "from=2024-01-01", "to=2024-11-04"))
        .containsExactly(
            "2024-11-01,2024-11-04,B00002,0,50,50,5.0000,true,false,2024-11-04,50,1,0");
    assertThat(ask("ccass-finder", "stock=1", "to=2024-11-01")).isEmpty();
  }

  @Test
  void finderSeesThroughASplit() throws Exception {
    load();
    assertThat(ask("ccass-finder", "stock=2"))
        .containsExactly(
            "2024-11-01,2024-11-07,B00002,3000,2000,-1000,-10.0000,false,false,2024-11-06,-1000,1,1");
  }

  @Test
  void finderTellsAllMovesWhereIssuedSharesAreBlank() throws Exception {
    load();
    assertThat(ask("ccass-finder", "stock=3", "threshold=99"))
        .containsExactly(
            "2024-11-06,2024-11-07,B00001,10,20,10,,false,false,2024-11-07,10,1,0",
            "2024-11-06,2024-11-07,B00002,20,10,-10,,false,false,2024-11-07,-10,1,0");
  }

  @Test
  void aHolderWhoDoesNotFollowASplitHasMoved() throws Exception {
    execute(
        new CcassPages()
            .page("00007", FRIDAY, 1000L, 400, "B00001", 100, "B00002", 7)
            .page("00007", NEXT_MONDAY, 1000L, 400, "B00001", 100, "B00002", 7)
            .page("00007", WEDNESDAY, 1100L, 440, "B00001", 100, "B00002", 8)
            .page("00007", THURSDAY, 550L, 220, "B00001", 50, "B00002", 4)
            .split("00007", LocalDate.of(2024, 11, 5), 10, 11)
            .split("00007", THURSDAY, 2, 1)
            .statements());
    // 100 shares are 110 after the bonus issue of Tuesday, which shows on Wednesday, and 55 after
    // the consolidation; B00002's 7 are 3.85, and so 4 whole ones: no move.
    assertThat(ask("ccass-finder", "stock=7", "threshold=0"))
        .containsExactly(
            "2024-11-01,2024-11-07,B00001,55,50,-5,-0.9091,false,false,2024-11-06,-5,1,2");
    assertThat(ask("ccass-moves", "stock=7", "threshold=0"))
        .containsExactly("2024-11-06,2024-11-04,2,B00001,110,100,-10,-0.9091,false,false,1");
    assertThat(ask("ccass-trend", "stock=7", "top=1"))
        .extracting(line -> line.split(",", -1)[6])
        .containsExactly("55", "55", "50", "50");
  }

  @Test
  void movesAreFromALoadedDayToTheNext() throws Exception {
    load();
    assertThat(ask("ccass-moves", "stock=1"))
        .containsExactly(
            "2024-11-04,2024-11-01,3,B00002,0,50,50,5.0000,true,false,0",
            "2024-11-06,2024-11-04,2,B00002,50,100,50,5.0000,false,false,0",
            "2024-11-06,2024-11-04,2,B00001,200,150,-50,-5.0000,false,false,0",
            "2024-11-07,2024-11-06,1,C00002,100,200,100,10.0000,false,false,0",
            "2024-11-07,2024-11-06,1,C00001,100,0,-100,-10.0000,false,true,0");
    assertThat(ask("ccass-moves", "stock=1", "from=2024-11-06", "to=2024-11-06")).hasSize(2);
    assertThat(ask("ccass-moves", "stock=1", "threshold=6")).hasSize(2);
    assertThat(ask("ccass-moves", "stock=2"))
        .containsExactly("2024-11-06,2024-11-04,2,B00002,3000,2000,-1000,-10.0000,false,false,1");
    assertThat(ask("ccass-moves", "stock=3"))
        .containsExactly(
            "2024-11-07,2024-11-06,1,B00001,10,20,10,,false,false,0",
            "2024-11-07,2024-11-06,1,B00002,20,10,-10,,false,false,0");
  }

  @Test
  void counterpartiesMovedAsMuchInTheOtherDirection() throws Exception {
    load();
    assertThat(ask("ccass-counterparties", "stock=1", "participant=c00001"))
        .containsExactly(
            "range,2024-11-07,2024-11-01,-100,-10.0000,B00002,100,0,0.0000,0",
            "range,2024-11-07,2024-11-01,-100,-10.0000,C00002,100,0,0.0000,0",
            "day,2024-11-07,2024-11-06,-100,-10.0000,C00002,100,0,0.0000,0");
    assertThat(ask("ccass-counterparties", "stock=1", "participant=B00001"))
        .containsExactly("day,2024-11-06,2024-11-04,-50,-5.0000,B00002,50,0,0.0000,0");
    assertThat(ask("ccass-counterparties", "stock=1", "participant=B00001", "tolerance=100"))
        .contains("range,2024-11-07,2024-11-01,-50,-5.0000,C00002,100,50,100.0000,0");
    assertThat(ask("ccass-counterparties", "stock=1", "participant=" + CONSENTING)).isEmpty();
  }

  @Test
  void exchangedWithIsTheRuleOfHalves() throws Exception {
    execute(
        new CcassPages()
            .page("00006", FRIDAY, 10000L, 9000, "B00001", 5000, "B00002", 200, "C00003", 150)
            .page(
                "00006",
                NEXT_MONDAY,
                10000L,
                9000,
                "B00001",
                4000,
                "B00002",
                100,
                "C00001",
                600,
                "C00002",
                400,
                "C00003",
                500,
                "C00004",
                300,
                CONSENTING,
                499)
            .statements());
    // c = -10.00. At least half: 6.00. Smaller: 4.99, then 4.00 (8.99), then 3.50 (12.49) no more.
    assertThat(ask("ccass-exchanged-with", "stock=6", "participant=B00001"))
        .containsExactly(
            "2024-11-01,2024-11-04,-10.00,1,C00001,6.00,true,",
            "2024-11-01,2024-11-04,-10.00,2,,4.99,false,4.99",
            "2024-11-01,2024-11-04,-10.00,3,C00002,4.00,false,8.99");
    assertThat(ask("ccass-exchanged-with", "stock=6", "participant=" + CONSENTING))
        .containsExactly(
            "2024-11-01,2024-11-04,4.99,1,B00001,-10.00,true,",
            "2024-11-01,2024-11-04,4.99,2,B00002,-1.00,false,1.00");
    assertThat(ask("ccass-exchanged-with", "stock=6", "participant=C00099")).isEmpty();
  }

  @Test
  void exchangedWithTakesPercentagesAsTheyArePrinted() throws Exception {
    execute(
        new CcassPages()
            .page("00006", FRIDAY, 30000L, 9000, "B00001", 5000, "B00002", 2)
            .page("00006", NEXT_MONDAY, 30000L, 9000, "B00001", 4000, "B00002", 1001)
            .page("00008", FRIDAY, null, 100, "B00001", 60, "B00002", 20)
            .page("00008", NEXT_MONDAY, null, 100, "B00001", 40, "B00002", 40)
            .statements());
    // 16.66 to 13.33, 0.00 to 3.33: cut off, not rounded.
    assertThat(ask("ccass-exchanged-with", "stock=6", "participant=B00001"))
        .containsExactly("2024-11-01,2024-11-04,-3.33,1,B00002,3.33,true,");
    // Without percentages the parts of all who are named: 75 to 50, 25 to 50.
    assertThat(ask("ccass-exchanged-with", "stock=8", "participant=B00001"))
        .containsExactly("2024-11-01,2024-11-04,-25.00,1,B00002,25.00,true,");
  }

  @Test
  void marketMovesLeaveOutStocksThatCannotTell() throws Exception {
    load();
    String gain =
        "00004,Stock 00004,2024-11-06,2024-11-07,B00001,500,600,100,10.0000,false,false,0";
    assertThat(ask("ccass-market-moves"))
        .containsExactly(
            "00001,Stock 00001,2024-11-06,2024-11-07,C00002,100,200,100,10.0000,false,false,0",
            "00001,Stock 00001,2024-11-06,2024-11-07,C00001,100,0,-100,-10.0000,false,true,0",
            gain);
    // 00004 has no page up to Tuesday: its holder is no entry. 00003 has no issued shares.
    assertThat(ask("ccass-market-moves", "from=2024-11-05"))
        .containsExactly(
            "00001,Stock 00001,2024-11-04,2024-11-07,C00002,100,200,100,10.0000,false,false,0",
            "00001,Stock 00001,2024-11-04,2024-11-07,B00002,50,100,50,5.0000,false,false,0",
            "00001,Stock 00001,2024-11-04,2024-11-07,B00001,200,150,-50,-5.0000,false,false,0",
            "00001,Stock 00001,2024-11-04,2024-11-07,C00001,100,0,-100,-10.0000,false,true,0",
            "00002,Stock 00002,2024-11-04,2024-11-07,B00002,3000,2000,-1000,-10.0000,false,false,1");
    assertThat(ask("ccass-market-moves", "from=2024-11-05", "threshold=10.1")).isEmpty();
    assertThat(ask("ccass-market-moves", "to=2024-11-04"))
        .containsExactly(
            "00001,Stock 00001,2024-11-01,2024-11-04,B00002,0,50,50,5.0000,true,false,0");
    assertThat(ask("ccass-market-moves", "from=2024-11-04", "to=2024-11-05")).isEmpty();
  }

  @Test
  void concentrationNamesItsDenominators() throws Exception {
    load();
    // Squares: 3 x 100, 150, 200 and 10 make 92,600 of 660 x 660.
    String thursday =
        "2024-11-07,6,1000,800,660,100,81.2500,82.5000,65.0000,66.0000,0.212580,35.7143";
    assertThat(ask("ccass-concentration", "stock=1")).containsExactly(thursday);
    assertThat(ask("ccass-concentration", "stock=1", "from=2024-11-01"))
        .hasSize(4)
        .startsWith(
            "2024-11-01,6,1000,800,610,100,75.0000,76.2500,60.0000,61.0000,0.215265,28.5714")
        .endsWith(thursday);
    assertThat(ask("ccass-concentration", "stock=3", "to=2024-11-06"))
        .containsExactly("2024-11-06,2,,30,30,0,100.0000,100.0000,,,0.555556,100.0000");
  }

  @Test
  void aParticipantHoldsAndChangesOverAllStocks() throws Exception {
    load();
    assertThat(ask("ccass-participant", "participant=B00001"))
        .containsExactly(
            "00004,Stock 00004,2024-11-06,2024-11-07,600,60.0000,100.0000,500,100,10.0000,false,false,0",
            "00001,Stock 00001,2024-11-01,2024-11-07,150,15.0000,18.7500,200,-50,-5.0000,false,false,0",
            "00002,Stock 00002,2024-11-01,2024-11-07,1000,10.0000,33.3333,1000,0,0.0000,false,false,1",
            "00003,Stock 00003,2024-11-06,2024-11-07,20,,66.6667,10,10,,false,false,0");
    // What 00004 held on Monday is not known: no change, and neither an entry nor none; but who
    // holds shares has not left.
    assertThat(ask("ccass-participant", "participant=B00001", "from=2024-11-04", "min_percent=60"))
        .containsExactly("00004,Stock 00004,,2024-11-07,600,60.0000,100.0000,,,,,false,0");
    assertThat(ask("ccass-participant", "participant=C00001", "from=2024-11-06"))
        .containsExactly(
            "00001,Stock 00001,2024-11-06,2024-11-07,0,0.0000,0.0000,100,-100,-10.0000,false,true,0");
    assertThat(ask("ccass-participant", "participant=b00002", "to=2024-11-04", "min_percent=5.01"))
        .containsExactly(
            "00002,Stock 00002,2024-11-01,2024-11-04,300,30.0000,75.0000,300,0,0.0000,false,false,0");
    assertThat(ask("ccass-participant", "participant=B00002", "to=2024-11-04", "min_percent=5"))
        .hasSize(2);
  }

  @Test
  void sharesMayBeNegativeForSomeDays() throws Exception {
    execute(
        new CcassPages()
            .page("00009", FRIDAY, 1000L, 100, "B00001", 100, "B00002", -15)
            .page("00009", NEXT_MONDAY, 1000L, 100, "B00001", 80, "B00002", 5)
            .statements());
    assertThat(ask("ccass-finder", "stock=9"))
        .containsExactly(
            "2024-11-01,2024-11-04,B00002,-15,5,20,2.0000,false,false,2024-11-04,20,1,0",
            "2024-11-01,2024-11-04,B00001,100,80,-20,-2.0000,false,false,2024-11-04,-20,1,0");
    assertThat(ask("ccass-trend", "stock=9", "from=2024-11-01", "to=2024-11-01"))
        .contains("2024-11-01,2,B00002,-15,-1.5000,-15.0000,-15,1.00000000,0");
  }

  @Test
  void valuesNeverBecomeSql() throws Exception {
    load();
    assertThat(ask("ccass-participant", "participant=B00001' OR '1'='1")).isEmpty();
    BoundQuery query =
        new BoundQuery(
            "SELECT CAST(:a AS VARCHAR(99)) AS a, ':a' AS b, CAST(:a AS VARCHAR(99)) AS c, CAST(:d AS NUMERIC(9,2)) AS d,"
                + " CAST(:n AS INTEGER) AS n, CAST(:t AS DATE) AS t -- :a",
            Map.of(
                "a", new BoundValue(ParameterType.TEXT, "it's :n; DROP \"x\" ?"),
                "d", new BoundValue(ParameterType.DECIMAL, "0.50"),
                "n", new BoundValue(ParameterType.INTEGER, null),
                "t", new BoundValue(ParameterType.DATE, "2024-02-29")));
    assertThat(answer(query).lines().skip(1))
        .containsExactly(
            "\"it's :n; DROP \"\"x\"\" ?\",:a,\"it's :n; DROP \"\"x\"\" ?\",0.50,,2024-02-29");
    assertThatThrownBy(
            () ->
                answer(
                    new BoundQuery(
                        "DELETE FROM exchange WHERE code = :a",
                        Map.of("a", new BoundValue(ParameterType.TEXT, "TWSE")))))
        .isInstanceOf(SqlQueryException.class);
  }

  @Test
  void theOrderHoldsOverManyRows() throws Exception {
    load();
    BoundQuery query =
        new BoundQuery(
            """
            WITH d AS (SELECT 0 AS i UNION ALL SELECT 1 UNION ALL SELECT 2 UNION ALL SELECT 3 UNION ALL SELECT 4
                UNION ALL SELECT 5 UNION ALL SELECT 6),
            n AS (SELECT a.i + 7 * b.i + 49 * c.i + 343 * e.i + 2401 * f.i + 16807 * g.i AS i
                FROM d a CROSS JOIN d b CROSS JOIN d c CROSS JOIN d e CROSS JOIN d f CROSS JOIN d g)
            SELECT i FROM n WHERE i >= CAST(:least AS INTEGER) ORDER BY MOD(i, 10), i""",
            Map.of("least", new BoundValue(ParameterType.INTEGER, "7")));
    List<Integer> rows = answer(query).lines().skip(1).map(Integer::valueOf).toList();
    assertThat(rows)
        .hasSize(117_649 - 7)
        .isSortedAccordingTo(
            java.util.Comparator.<Integer>comparingInt(i -> i % 10).thenComparing(i -> i));
  }
}

package io.tapehouse.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What the named queries of Taiwan's stocks answer to {@link StockRows}, worked out by hand. */
abstract class StockQueriesContract {

  abstract FilledWarehouse warehouse();

  private List<String> ask(String query, String... parameters) {
    return warehouse().ask(query, parameters);
  }

  @Test
  void aStreakGoesBackToTheFirstDayOfItsSign() {
    // 1101: 100 + 200 + 300 + 400 of 10,000 x 3 + 20,000 shares = 2 %. 1102: sold on three days
    // after a purchase.
    assertThat(ask("institutional-streaks"))
        .containsExactly(
            "TWSE,1101,New,bought,2024-11-18,2024-11-21,4,1000,2.0000",
            "TWSE,1102,,sold,2024-11-19,2024-11-21,3,-60,-6.0000");
    // 1103 was not traded on the 20th; of TPEx's 2001 the 19th and 20th are not loaded; 1104 has a
    // net of 0.
    assertThat(ask("institutional-streaks", "least=1", "side=bought"))
        .containsExactly(
            "TWSE,1101,New,bought,2024-11-18,2024-11-21,4,1000,2.0000",
            "TWSE,1103,,bought,2024-11-21,2024-11-21,1,7,140.0000",
            "TPEx,2001,,bought,2024-11-21,2024-11-21,1,5,5.0000");
    // Foreign investors alone sold on the 20th.
    assertThat(ask("institutional-streaks", "investor=foreign", "least=1", "to=2024-11-20"))
        .containsExactly("TWSE,1101,New,sold,2024-11-20,2024-11-20,1,-50,-0.5000");
  }

  @Test
  void netsAreInPercentOfTheIssuedSharesOfTheirTime() {
    // Two days: 700 of 100,000 by the list of the 16th; -50 of 1,000 by the first list after; 10 of
    // 1,000; 7 and 9 of
    // unknown numbers.
    assertThat(ask("institutional-net", "days=2"))
        .containsExactly(
            "TPEx,2001,,2024-11-18,2024-11-21,2,10,1000,2024-11-16,1.0000",
            "TWSE,1101,New,2024-11-20,2024-11-21,2,700,100000,2024-11-16,0.7000",
            "TWSE,1102,,2024-11-20,2024-11-21,2,-50,1000,2024-11-23,-5.0000",
            "TWSE,1104,,2024-11-20,2024-11-21,2,9,,,",
            "TWSE,1103,,2024-11-20,2024-11-21,1,7,,,");
    assertThat(ask("institutional-net", "days=2", "top=1"))
        .extracting(line -> line.substring(0, 9))
        .containsExactly("TPEx,2001", "TWSE,1102");
    // The first trust bought: 40 on the 18th, by the name and the shares of then.
    assertThat(ask("institutional-net", "days=1", "investor=trust", "to=2024-11-18"))
        .containsExactly("TWSE,1101,Old,2024-11-18,2024-11-18,1,40,100000,2024-11-16,0.0400");
  }

  @Test
  void marginRatiosAreEmptyWithoutADenominator() {
    // 120 / 480, 6 / 120; 5 and 1 lots of 20,000 shares. The limit of short sales is 0.
    assertThat(ask("margin-ratios", "stock=1101"))
        .containsExactly("2024-11-21,TWSE,50.000000,120,20,25.0000,6,-4,,5.0000,25.0000,5.0000");
    assertThat(ask("margin-ratios", "stock=1102"))
        .containsExactly("2024-11-22,TWSE,,0,0,,4,0,50.0000,,,");
  }

  @Test
  void largeHoldingsAreOfTheSharesOfAllLevels() {
    // 3,000,000 and 2,000,000 of 4,000,000; then 4,000,000 and 3,000,000 of 5,000,000.
    assertThat(ask("shareholding-concentration", "stock=1101"))
        .containsExactly(
            "2024-11-08,,10,4000000,400000.00,3,75.0000,,1,50.0000,",
            "2024-11-22,2024-11-08,10,5000000,500000.00,3,80.0000,5.0000,1,60.0000,10.0000");
    // The change is against the week before, though that one is not shown.
    assertThat(ask("shareholding-concentration", "stock=1101", "from=2024-11-09")).hasSize(1);
  }

  @Test
  void theScreenerHasNoWarrantsAndNothingWithoutATrade() {
    // 2 / (50 - 2) = 4.17 %, -1 / (10 + 1) = -9.09 %; 20,000 against 10,000 shares on each of five
    // days before.
    assertThat(ask("screener"))
        .containsExactly(
            "TWSE,1101,New,2024-11-21,50.000000,4.17,20000,1000000,2.0000,10.000000,1.500000,5.000000,400,0,0",
            "TWSE,1102,,2024-11-21,20.000000,,1000,20000,,,0.500000,0.000000,0,0,-30",
            "TPEx,2001,,2024-11-21,10.000000,-9.09,100,1000,,,,,0,0,5");
    assertThat(codes("most_pe=10")).containsExactly("1101");
    assertThat(codes("most_pe=9.99")).isEmpty();
    assertThat(codes("most_change=0")).containsExactly("2001");
    assertThat(codes("least_change=-9.1", "least_value=1001")).containsExactly("1101");
    assertThat(codes("least_foreign_net=0", "least_yield=0")).containsExactly("1101", "1102");
    assertThat(codes("least_volume_ratio=2")).containsExactly("1101");
    assertThat(codes("least_volume_ratio=2.1")).isEmpty();
    // Four days before the 20th are too few for a mean.
    assertThat(ask("screener", "date=2024-11-20"))
        .containsExactly("TWSE,1101,New,2024-11-20,48.000000,0.00,10000,480000,,,,,-50,0,350");
  }

  private List<String> codes(String... conditions) {
    return ask("screener", conditions).stream().map(line -> line.split(",", -1)[1]).toList();
  }

  @Test
  void completenessCountsTheConditionsOfDates() {
    // Loaded: the 18th, and the 20th with rows in quarantine; missing: the 19th and 21st; closed: a
    // weekend. 2 of 4.
    assertThat(ask("completeness", "dataset=twse.bwibbu_d", "from=2024-11-16", "to=2024-11-21"))
        .containsExactly(
            "twse.bwibbu_d,2024-11-18,2024-11-20,1,1,0,2,2,0,50.00,2024-11-19,2024-11-21");
    // Of closed days alone there is nothing to be complete.
    assertThat(ask("completeness", "dataset=twse.bwibbu_d", "from=2024-11-16", "to=2024-11-17"))
        .containsExactly("twse.bwibbu_d,,,0,0,0,0,2,0,,,");
  }
}

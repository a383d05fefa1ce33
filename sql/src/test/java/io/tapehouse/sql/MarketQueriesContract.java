package io.tapehouse.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What the named queries of basis, volatility, options and positions answer to {@link FuturesRows},
 * worked out by hand.
 */
abstract class MarketQueriesContract {

  abstract FilledWarehouse warehouse();

  private List<String> ask(String query, String... parameters) {
    return warehouse().ask(query, parameters);
  }

  @Test
  void theBasisOfABarIsBetweenTheClosesOfBoth() {
    // 5 / 120 = 4.1667 %, 4 / 122 = 3.2787 %, 7 / 121 = 5.7851 %.
    assertThat(ask("basis-bars", "scale=1"))
        .containsExactly(
            "2024-11-21,2024-11-21T09:00:00,2024-11-21T01:00:00,TX/202412,125.000000,120.000000,5.000000,4.1667,20",
            "2024-11-21,2024-11-21T09:01:00,2024-11-21T01:01:00,TX/202412,126.000000,122.000000,4.000000,3.2787,20",
            "2024-11-21,2024-11-21T09:02:00,2024-11-21T01:02:00,TX/202412,128.000000,121.000000,7.000000,5.7851,10");
    assertThat(ask("basis-bars", "scale=1", "label=M+1")).isEmpty();
  }

  @Test
  void theBasisOfADayIsGivenAtTheCloseInTheMeanAndBySettlementPrices() {
    // 127 - 121.5 = 5.5; (5 + 4 + 7) / 3 = 5.333333; 7 / 121 = 5.7851 %. On its settlement day a
    // contract has no
    // settlement price, and there are no bars of the index.
    assertThat(ask("basis-daily", "from=2024-11-20", "to=2024-11-21"))
        .containsExactly(
            "2024-11-20,TX/202411,110.000000,,,,,,,",
            "2024-11-21,TX/202412,121.500000,127.000000,5.500000,7.000000,5.333333,4.000000,7.000000,5.7851");
    // By its label, where the daily figures are not loaded; by these, where there are no labels.
    assertThat(ask("basis-daily", "to=2024-11-18")).containsExactly("2024-11-18,TX/202411,,,,,,,,");
    assertThat(ask("basis-daily", "product=MTX", "to=2024-11-20"))
        .containsExactly("2024-11-20,MTX/202411,110.000000,,,,,,,");
  }

  @Test
  void theFutureThatMovedABarEarlierIsFullyCorrelatedAtMinusOne() {
    // With a = ln 1.1 and b = ln 0.9 the index returned 0, a, b, a and the future a, b, a, 0. At
    // once: the sums of both are
    // 2a + b = 0.0852598, of their squares 2a^2 + b^2 = 0.0292689, of their products 2ab =
    // -0.0200839, so
    // (4 x -0.0200839 - 0.0852598^2) / (4 x 0.0292689 - 0.0852598^2) = -0.797811. The jump over a
    // quarter of an hour is no
    // return.
    assertThat(ask("lead-lag", "product=LLF"))
        .contains("-1,1.000000,3", "0,-0.797811,4", "2,-1.000000,2")
        .filteredOn(line -> line.endsWith(",4"))
        .hasSize(1);
    // Only one pair is left three bars apart: no correlation.
    assertThat(ask("lead-lag", "product=LLF")).contains("-3,,1", "3,,1").hasSize(7);
    assertThat(ask("lead-lag", "product=LLF", "scale=5")).isEmpty();
  }

  @Test
  void volatilityIsEstimatedInThreeWays() {
    // Year = 1. ln 1.1 = 0.09531018, ln 1.05 = 0.04879016, ln 1.21 = 0.19062036; with their squares
    // 0.00908403, 0.00238048
    // and 0.03633612:
    // Parkinson on the 19th: sqrt((0.00908403 + 0.00238048) / (2 x 4 x 0.69314718)) = 0.04546948.
    // Garman-Klass on the 19th: halves of those 0.00573226 less 0.38629436 x (ln 1.05^2 + ln(100 /
    // 105)^2 = 0.00476096)
    // = 0.00183913, halved 0.00194656, root 0.04411985.
    // On the 20th: returns -0.04879016 and 0.09531018, mean 0.02326001, deviation 0.07205017 x sqrt
    // 2 = 0.10189433.
    // Between 20 November and 15 January days are missing: the window begins anew.
    // January: ln(110 / 90)^2 = 0.04026953; / (8 x 0.69314718), root 0.08521700; / 4, root
    // 0.10033535.
    assertThat(ask("realised-volatility", "series=VOL", "window=2", "year=1"))
        .containsExactly(
            "2024-11-18,,105.000000,,,,",
            "2024-11-19,,100.000000,-0.04879016,,4.5469,4.4120",
            "2024-11-20,,110.000000,0.09531018,10.1894,8.3559,8.6399",
            "2025-01-15,,100.000000,,,,",
            "2025-01-16,,100.000000,0.00000000,,8.5217,10.0335");
    // A year of 252 days: 10.189433 x sqrt 252 = 161.7522.
    assertThat(
            ask(
                "realised-volatility",
                "series=VOL",
                "window=2",
                "from=2024-11-20",
                "to=2024-11-20"))
        .first()
        .asString()
        .contains(",161.7522,");
  }

  @Test
  void aReturnOfAFutureIsOfOneContract() {
    // On 21 November December is the nearest: ln(128 / 126), not ln(128 / 112).
    assertThat(ask("realised-volatility", "series=TX", "window=20", "to=2024-11-21"))
        .containsExactly(
            "2024-11-19,TX/202411,110.000000,,,,",
            "2024-11-20,TX/202411,112.000000,0.01801851,,,",
            "2024-11-21,TX/202412,128.000000,0.01574836,,,");
  }

  @Test
  void theTermStructureHasCarryFromTheNearestMonth() {
    // 12 x ln(125 / 112) = 131.7778 %, 12 / 2 x ln(130 / 112) = 89.4213 %. November has its close,
    // since it is settled.
    assertThat(ask("term-structure", "date=2024-11-20"))
        .containsExactly(
            "2024-11-20,TX/202411,202411,112.000000,112.000000,10,900,0,0.000000,,110.000000,2.000000",
            "2024-11-20,TX/202412,202412,125.000000,126.000000,42,500,1,13.000000,131.7778,110.000000,15.000000",
            "2024-11-20,TX/202501,202501,130.000000,,0,7,2,18.000000,89.4213,110.000000,20.000000");
    assertThat(ask("term-structure"))
        .containsExactly("2024-12-20,TX/202501,202501,151.000000,150.000000,60,95,0,0.000000,,,");
  }

  @Test
  void optionsAreSetSideBySide() {
    assertThat(ask("options-by-strike", "to=2024-11-20"))
        .containsExactly(
            "202411,100.000000,5,0,50,,,",
            "202412,100.000000,10,8,40,30,3.000000,2.000000",
            "202412,110.000000,0,4,,10,,5.000000");
    // Volumes of both days; what is open at the end alone.
    assertThat(ask("options-by-strike", "from=2024-11-20", "expire=202412"))
        .containsExactly(
            "202412,100.000000,10,11,0,33,4.000000,1.000000", "202412,110.000000,0,4,,,,");
  }

  @Test
  void putsAgainstCallsLeaveOutWhatIsNoLongerOpen() {
    // 8 + 4 puts and 5 + 4 + 6 calls; open 30 + 10 and 40, without the 50 of the last day. The next
    // day no call is traded.
    assertThat(ask("put-call"))
        .containsExactly(
            "2024-11-20,12,15,80.0000,40,40,100.0000,80.000000,100.000000",
            "2024-11-21,3,0,,33,0,,,",
            "2024-11-22,,,,,,,50.000000,75.000000");
    assertThat(ask("put-call", "product=TEO")).isEmpty();
  }

  @Test
  void retailIsWhatInstitutionsDoNotHold() {
    // 20 November: open 600 + 400, without the 1,000 of the last day; institutions 200 and 400.
    // (800 - 600) / 1000 = 20 %.
    // 21 November lacks the trusts. 17 December: (680 - 760) / 800 = -10 %, after an empty ratio.
    assertThat(ask("retail-ratio", "product=MTX"))
        .containsExactly(
            "2024-11-20,MTX,1000,200,400,800,600,20.0000,",
            "2024-11-21,MTX,500,,,,,,",
            "2024-12-17,MTX,800,120,40,680,760,-10.0000,");
    // Nothing is open of TMF: no ratio.
    assertThat(ask("retail-ratio", "to=2024-11-20"))
        .containsExactly(
            "2024-11-20,MTX,1000,200,400,800,600,20.0000,", "2024-11-20,TMF,0,0,0,0,0,,");
  }

  @Test
  void largeTradersAreInPercentOfTheOpenInterest() {
    // 500 - 450 = 50, then 80 - 100 = -20.
    assertThat(ask("large-traders"))
        .containsExactly(
            "2024-11-20,-,all,1000,40.0000,30.0000,50.0000,45.0000,50,",
            "2024-11-21,-,all,0,,,,,-20,-70");
    assertThat(ask("large-traders", "expire=near"))
        .containsExactly(
            "2024-11-20,-,202411,90,33.3333,22.2222,50.0000,48.8889,1,",
            "2024-11-21,-,202412,80,38.7500,25.0000,50.0000,55.0000,-4,-5");
    assertThat(ask("large-traders", "traders=institutional"))
        .containsExactly("2024-11-20,-,all,1000,10.0000,9.0000,11.0000,10.0000,10,");
  }
}

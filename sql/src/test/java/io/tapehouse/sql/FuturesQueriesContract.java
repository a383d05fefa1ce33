package io.tapehouse.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What the named queries of futures, options and indices answer to {@link FuturesRows}, worked out
 * by hand.
 */
abstract class FuturesQueriesContract {

  abstract FilledWarehouse warehouse();

  private List<String> ask(String query, String... parameters) {
    return warehouse().ask(query, parameters);
  }

  @Test
  void candlesOfAnIndexBeginAtMultiplesOfTheirMinutes() {
    assertThat(ask("index-candles", "minutes=2"))
        .containsExactly(
            "2024-11-21,2024-11-21T09:00:00,2024-11-21T01:00:00,119.000000,122.000000,118.000000,122.000000,2",
            "2024-11-21,2024-11-21T09:02:00,2024-11-21T01:02:00,122.000000,123.000000,121.000000,121.000000,1");
    assertThat(ask("index-candles", "minutes=45", "to=2024-11-20")).isEmpty();
    // 540 minutes after midnight are a multiple of 45.
    assertThat(ask("index-candles", "minutes=45"))
        .containsExactly(
            "2024-11-21,2024-11-21T09:00:00,2024-11-21T01:00:00,119.000000,123.000000,118.000000,121.000000,3");
  }

  @Test
  void candlesOfAnIndexByWeekAndMonth() {
    assertThat(ask("index-periods", "index=VOL"))
        .containsExactly(
            "2024-11-18,2024-11-20,100.000000,121.000000,100.000000,110.000000,3",
            "2025-01-15,2025-01-16,100.000000,110.000000,90.000000,100.000000,2");
    assertThat(ask("index-periods", "index=VOL", "scale=month", "from=2024-11-19", "to=2024-11-30"))
        .containsExactly("2024-11-19,2024-11-20,105.000000,121.000000,100.000000,110.000000,2");
  }

  @Test
  void aSymbolNamesContracts() {
    String december = "TX/202412,TXFL4,TX,Futures,202412,,,%s,,2024-11-18,2024-12-19";
    // L is the twelfth letter; on 20 December, the last date with labels, the contract has none.
    assertThat(ask("contract", "symbol=TXFL4")).containsExactly(december.formatted(""));
    assertThat(ask("contract", "symbol=tx 202412", "date=2024-11-22"))
        .containsExactly(december.formatted("M"));
    assertThat(ask("contract", "symbol=TX M+1", "date=2024-12-19"))
        .containsExactly("TX/202501,TXFA5,TX,Futures,202501,,,M+1,,2024-12-17,2024-12-20");
    assertThat(ask("contract", "symbol=TXW", "date=2024-11-20"))
        .containsExactly(
            "TX/202411,TXFK4,TX,Futures,202411,,,M,W,2024-11-18,2024-11-20",
            "TX/202411W4,,TX,Futures,202411W4,,,,W,,");
    // Of puts the letters begin with M: X is December.
    assertThat(ask("contract", "symbol=TXO00110X4"))
        .containsExactly(
            "TXO/202412/110/P,TXO00110X4,TXO,Options,202412,110.000000,P,,,2024-11-20,2024-11-20");
    assertThat(ask("contract", "symbol=TXO00100L4"))
        .hasSize(1)
        .first()
        .asString()
        .contains("/100/C");
    // No symbol is known of a strike price with a fraction; its contract is.
    assertThat(ask("contract", "symbol=TXO/202412/102.5/C"))
        .containsExactly("TXO/202412/102.5/C,,TXO,Options,202412,102.500000,C,,,,");
  }

  @Test
  void candlesOfALabelFollowItAndBridgeNoSessions() {
    // (104 x 20 + 105 x 10) / 30 = 104.333333; on 21 November (124.5 x 20 + 125.5 x 20 + 127 x 10)
    // / 50 = 125.4.
    assertThat(ask("contract-candles", "contract=TX/M", "minutes=1000", "to=2024-11-18"))
        .containsExactly(
            "TX/202411,2024-11-18,night,2024-11-15T00:00:00,2024-11-14T16:00:00,100.000000,102.000000,99.000000,101.000000,100.500000,10,1",
            "TX/202411,2024-11-18,day,2024-11-18T00:00:00,2024-11-17T16:00:00,103.000000,107.000000,103.000000,107.000000,105.200000,50,3");
    assertThat(ask("contract-candles", "contract=TX/M", "minutes=60", "session=day"))
        .hasSize(10)
        .contains(
            "TX/202411,2024-11-18,day,2024-11-18T08:00:00,2024-11-18T00:00:00,103.000000,106.000000,103.000000,106.000000,104.333333,30,2",
            "TX/202412,2024-11-21,day,2024-11-21T09:00:00,2024-11-21T01:00:00,124.000000,128.000000,124.000000,128.000000,125.400000,50,3");
    assertThat(ask("contract-candles", "contract=TX/202412", "from=2024-11-21", "to=2024-11-21"))
        .containsExactly(
            "TX/202412,2024-11-21,day,2024-11-21T09:00:00,2024-11-21T01:00:00,124.000000,128.000000,124.000000,128.000000,125.400000,50,3");
  }

  @Test
  void contractsAreHeldUpToTheirSettlementDays() {
    // 124 - 112 = 12 and 124 / 112 = 1.10714286 at 13:29; 147 - 140 = 7 and 147 / 140 = 1.05.
    assertThat(ask("contract-rolls"))
        .containsExactly(
            "TX/202411,2024-11-18,2024-11-20,3,2024-11-20,TX/202412,2024-11-20T05:29:00,112.000000,124.000000,12.000000,1.10714286",
            "TX/202412,2024-11-21,2024-12-19,3,2024-12-19,TX/202501,2024-12-19T05:29:00,140.000000,147.000000,7.000000,1.05000000",
            "TX/202501,2024-12-20,2024-12-20,1,2025-01-15,,,,,,");
    assertThat(ask("contract-rolls", "product=ODF"))
        .containsExactly(
            "ODF/202411,2024-11-20,2024-11-20,1,2024-11-20,ODF/202412,,,,,",
            "ODF/202412,2024-11-21,2024-11-21,1,2024-12-19,,,,,,");
  }

  @Test
  void volumeAndDaysRollEarlier() {
    // On 19 November December traded 55 lots and November 40: it is held from the 20th on, not yet
    // on the 19th. In
    // December the near month stays ahead (40 and 10, 10 and 5) until it is settled.
    assertThat(ask("contract-rolls", "roll=volume"))
        .containsExactly(
            "TX/202411,2024-11-18,2024-11-19,2,2024-11-20,TX/202412,2024-11-19T00:45:00,108.000000,118.000000,10.000000,1.09259259",
            "TX/202412,2024-11-20,2024-12-19,4,2024-12-19,TX/202501,2024-12-19T05:29:00,140.000000,147.000000,7.000000,1.05000000",
            "TX/202501,2024-12-20,2024-12-20,1,2025-01-15,,,,,,");
    // From 17 to 19 December there is one trading day: the 18th is closed.
    assertThat(ask("contract-rolls", "days=1"))
        .containsExactly(
            "TX/202411,2024-11-18,2024-11-19,2,2024-11-20,TX/202412,2024-11-19T00:45:00,108.000000,118.000000,10.000000,1.09259259",
            "TX/202412,2024-11-20,2024-12-17,3,2024-12-19,TX/202501,2024-12-17T00:45:00,130.000000,133.000000,3.000000,1.02307692",
            "TX/202501,2024-12-19,2024-12-20,2,2025-01-15,,,,,,");
    // 18 November is two trading days before the 20th. From 21 November to 19 December there are 20
    // weekdays, of which
    // the calendar closes one.
    assertThat(ask("contract-rolls", "days=2", "to=2024-11-21"))
        .extracting(line -> line.substring(0, 34))
        .containsExactly(
            "TX/202411,2024-11-18,2024-11-18,1,", "TX/202412,2024-11-19,2024-11-21,3,");
    assertThat(ask("contract-rolls", "days=19", "from=2024-11-21", "to=2024-11-21"))
        .extracting(line -> line.substring(0, 9))
        .containsExactly("TX/202412");
    assertThat(ask("contract-rolls", "days=20", "from=2024-11-21", "to=2024-11-21"))
        .extracting(line -> line.substring(0, 9))
        .containsExactly("TX/202501");
  }

  @Test
  void continuousCandlesCloseTheGaps() {
    // November: 12 + 7 = 19 and 124 / 112 x 147 / 140 = 1.1625. December: 7 and 1.05.
    assertThat(ask("continuous-candles", "session=day"))
        .hasSize(10)
        .contains(
            "TX/202411,2024-11-18,day,2024-11-18T08:00:00,2024-11-18T00:00:00,122.000000,125.000000,122.000000,125.000000,30,19.000000,1.00000000",
            "TX/202412,2024-12-17,day,2024-12-17T08:00:00,2024-12-17T00:00:00,137.000000,137.000000,137.000000,137.000000,40,7.000000,1.00000000",
            "TX/202501,2024-12-20,day,2024-12-20T08:00:00,2024-12-20T00:00:00,149.000000,150.000000,149.000000,150.000000,60,0.000000,1.00000000");
    // 103 x 1.1625 = 119.7375, 106 x 1.1625 = 123.225; 130 x 1.05 = 136.5.
    assertThat(ask("continuous-candles", "session=day", "adjust=ratio"))
        .hasSize(10)
        .contains(
            "TX/202411,2024-11-18,day,2024-11-18T08:00:00,2024-11-18T00:00:00,119.737500,123.225000,119.737500,123.225000,30,0.000000,1.16250000",
            "TX/202412,2024-12-17,day,2024-12-17T08:00:00,2024-12-17T00:00:00,136.500000,136.500000,136.500000,136.500000,40,0.000000,1.05000000");
    assertThat(ask("continuous-candles", "adjust=none", "from=2024-11-18", "to=2024-11-18"))
        .containsExactly(
            "TX/202411,2024-11-18,night,2024-11-15T15:00:00,2024-11-15T07:00:00,100.000000,102.000000,99.000000,101.000000,10,0.000000,1.00000000",
            "TX/202411,2024-11-18,day,2024-11-18T08:00:00,2024-11-18T00:00:00,103.000000,106.000000,103.000000,106.000000,30,0.000000,1.00000000",
            "TX/202411,2024-11-18,day,2024-11-18T13:00:00,2024-11-18T05:00:00,106.000000,107.000000,106.000000,107.000000,20,0.000000,1.00000000");
    // An end before the last change: the contract that is held then has its prices as traded.
    assertThat(ask("continuous-candles", "from=2024-11-21", "to=2024-12-17"))
        .hasSize(2)
        .allSatisfy(
            line -> assertThat(line).startsWith("TX/202412").endsWith(",0.000000,1.00000000"));
  }

  @Test
  void pricesBeforeAGapThatIsUnknownAreEmpty() {
    assertThat(ask("continuous-candles", "product=ODF"))
        .containsExactly(
            "ODF/202411,2024-11-20,day,2024-11-20T09:00:00,2024-11-20T01:00:00,,,,,1,,",
            "ODF/202412,2024-11-21,day,2024-11-21T09:00:00,2024-11-21T01:00:00,53.000000,53.000000,53.000000,53.000000,1,0.000000,1.00000000");
    assertThat(ask("continuous-candles", "product=ODF", "adjust=none"))
        .first()
        .asString()
        .endsWith("50.000000,50.000000,50.000000,50.000000,1,0.000000,1.00000000");
  }

  @Test
  void continuousDaysGoBySettlementPricesWhereBothHaveOne() {
    // 20 November: no settlement price of November, so closes: 126 - 112 = 14. 19 December
    // likewise: 147 - 140 = 7.
    // The night of 19 November opens it: 106 + 21; low 105 + 21, high 110 + 21.
    assertThat(ask("continuous-daily"))
        .containsExactly(
            "2024-11-19,2024-11-19,TX/202411,127.000000,131.000000,126.000000,131.000000,130.000000,55,900,1,21.000000,1.00000000",
            "2024-11-20,2024-11-20,TX/202411,132.000000,133.000000,131.000000,133.000000,,10,900,1,21.000000,1.00000000",
            "2024-11-21,2024-11-21,TX/202412,131.000000,135.000000,131.000000,135.000000,134.000000,50,600,1,7.000000,1.00000000",
            "2024-12-17,2024-12-17,TX/202412,137.000000,137.000000,137.000000,137.000000,137.000000,40,700,1,7.000000,1.00000000",
            "2024-12-19,2024-12-19,TX/202412,147.000000,147.000000,147.000000,147.000000,,10,700,1,7.000000,1.00000000",
            "2024-12-20,2024-12-20,TX/202501,149.000000,150.000000,149.000000,150.000000,151.000000,60,95,1,0.000000,1.00000000");
    // A day before the settlement the gaps are of settlement prices: 120 / 109 x 133 / 130. The
    // week has 19 November of the old
    // contract, 106 x 1.12632322 = 119.390261, and the 20th and 21st of the new one: 119 x
    // 1.02307692 its night's low.
    assertThat(ask("continuous-daily", "days=1", "adjust=ratio", "scale=week", "to=2024-12-19"))
        .containsExactly(
            "2024-11-19,2024-11-21,TX/202412,119.390261,130.953846,118.263938,130.953846,129.930769,147,600,3,0.000000,1.02307692",
            "2024-12-17,2024-12-19,TX/202501,133.000000,147.000000,133.000000,147.000000,146.000000,45,90,2,0.000000,1.00000000");
  }

  @Test
  void theNightIsComparedWithTheDayWithinOneContract() {
    // 10 of 60 lots at night: 16.6667 %.
    assertThat(ask("night-and-day", "contract=TX/M", "to=2024-11-21"))
        .containsExactly(
            "2024-11-18,TX/202411,,100.000000,102.000000,99.000000,101.000000,10,103.000000,107.000000,103.000000,107.000000,50,,2.000000,4.000000,16.6667",
            "2024-11-19,TX/202411,107.000000,,,,,0,107.000000,110.000000,107.000000,110.000000,40,,,3.000000,0.0000",
            "2024-11-20,TX/202411,110.000000,,,,,0,111.000000,112.000000,110.000000,112.000000,10,,,1.000000,0.0000",
            "2024-11-21,TX/202412,126.000000,,,,,0,124.000000,128.000000,124.000000,128.000000,50,,,4.000000,0.0000");
  }

  @Test
  void theVolumeProfileCountsMinutesAtTheirMeanPrice() {
    // Means of 100.5, 104, 105 and 106.5 with 10, 20, 10 and 20 of 60 lots; 70 % are 42, which 30 +
    // 20 exceed.
    assertThat(ask("volume-profile", "contract=TX/202411", "step=2", "to=2024-11-18"))
        .containsExactly(
            "100.000000,10,16.6667,3,false,1",
            "104.000000,30,50.0000,1,true,2",
            "106.000000,20,33.3333,2,true,1");
    // Without a first date the last one alone: 20 November.
    assertThat(ask("volume-profile", "contract=TX/202411", "step=0.5"))
        .containsExactly("111.000000,5,50.0000,1,true,1", "112.000000,5,50.0000,2,true,1");
  }
}

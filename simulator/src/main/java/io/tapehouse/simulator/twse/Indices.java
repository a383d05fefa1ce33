package io.tapehouse.simulator.twse;

import io.tapehouse.simulator.market.Series;
import java.util.ArrayList;
import java.util.List;

/** The indices of the 5-second file, in the order of its columns. */
final class Indices {

  private static final List<String> NAMES =
      List.of(
          ("發行量加權股價指數 未含金融保險股指數 未含電子股指數 未含金融電子股指數 水泥類指數 食品類指數 塑膠類指數 紡織纖維類指數 電機機械類指數"
                  + " 電器電纜類指數 化學生技醫療類指數 化學類指數 生技醫療類指數 玻璃陶瓷類指數 造紙類指數 鋼鐵類指數 橡膠類指數 汽車類指數"
                  + " 電子類指數 半導體類指數 電腦及週邊設備類指數 光電類指數 通信網路類指數 電子零組件類指數 電子通路類指數"
                  + " 資訊服務類指數 其他電子類指數 建材營造類指數 航運類指數 觀光類指數 金融保險類指數 貿易百貨類指數 油電燃氣類指數 其他類指數")
              .split(" ", -1));

  private static final double[] BASES = {
    15_000, 12_830, 17_525, 14_590, 162, 1_842, 246, 586, 235, 107, 117, 131, 71, 59, 301, 146, 233,
    336, 692, 335, 125, 32, 126, 156, 171, 125, 93, 350, 159, 119, 1_552, 296, 109, 369
  };

  static final List<Series> SERIES = series();

  private Indices() {}

  static List<String> columns() {
    List<String> columns = new ArrayList<>();
    columns.add("時間");
    columns.addAll(NAMES);
    return List.copyOf(columns);
  }

  private static List<Series> series() {
    List<Series> series = new ArrayList<>();
    series.add(Series.TAIEX);
    for (int i = 1; i < BASES.length; i++) {
      series.add(Series.following("TWSE index " + i, BASES[i]));
    }
    return List.copyOf(series);
  }
}

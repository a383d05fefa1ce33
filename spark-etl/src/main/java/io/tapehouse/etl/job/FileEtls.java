package io.tapehouse.etl.job;

import java.util.Map;

/** Which ETL reads which dataset. */
final class FileEtls {

  private static final Map<String, FileEtl> BY_DATASET =
      Map.of(
          "twse.mi_5mins_index", new FiveSecondIndexEtl(),
          "twse.mi_5mins_hist", new IndexHistoryEtl(),
          "finmind.stock_tick", new StockTickEtl(),
          "taifex.futures_tick", new FuturesTickEtl(),
          "taifex.futures_spread_tick", new SpreadTickEtl(),
          "taifex.futures_spread_report", new SpreadReportEtl(),
          "taifex.options_tick", new OptionsTickEtl(),
          "hkex.ccass_shareholding", new CcassPageEtl(),
          "hkex.ccass_stock_list", new CcassStockListEtl(),
          "hkex.corporate_actions", new CorporateActionEtl());

  private FileEtls() {}

  static FileEtl of(String dataset) {
    FileEtl etl = BY_DATASET.get(dataset);
    if (etl == null) {
      throw new IllegalArgumentException("no ETL reads " + dataset);
    }
    return etl;
  }

  /** Whether each file of a version is read by a task of its own. */
  static boolean readsEachFile(String dataset) {
    return BY_DATASET.get(dataset) instanceof BundledEtl;
  }
}

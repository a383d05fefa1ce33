package io.tapehouse.etl.job;

import io.tapehouse.dictionary.Dataset;
import java.util.Map;
import java.util.Optional;

/** Which ETL reads which dataset: its own, or that of all declared ones. */
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

  static FileEtl of(Dataset dataset) {
    FileEtl etl = BY_DATASET.get(dataset.id());
    if (etl == null && !dataset.isDeclared()) {
      throw new IllegalArgumentException("no ETL reads " + dataset.id());
    }
    return etl == null ? new DeclaredEtl(dataset) : etl;
  }

  /** The ETL of a dataset of which each file of a version is read by a task of its own. */
  static Optional<BundledEtl> bundled(String dataset) {
    return BY_DATASET.get(dataset) instanceof BundledEtl etl ? Optional.of(etl) : Optional.empty();
  }
}

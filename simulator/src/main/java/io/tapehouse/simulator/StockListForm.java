package io.tapehouse.simulator;

/** In which form CCASS gives its list of stocks: deployments differ. */
public enum StockListForm {
  /** JSON for those who send {@code X-Requested-With: XMLHttpRequest}, else a page. */
  BY_HEADER,
  PAGE,
  JSON
}

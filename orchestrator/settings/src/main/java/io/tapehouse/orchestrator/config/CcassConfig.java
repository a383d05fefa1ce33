package io.tapehouse.orchestrator.config;

import java.time.Duration;
import java.util.List;

/** How HKEX's CCASS Shareholding Search is asked, or that it is not. */
public record CcassConfig(
    @Setting(
            value =
                "whether HKEX has permitted, in writing, that its pages are fetched. Its terms of"
                    + " use forbid programmatic, scripted or other mechanical access and systematic"
                    + " compilation without it. While this is false nothing is asked: pages that a"
                    + " person saved are brought in by `tapehouse archive import`. The simulator"
                    + " needs no permission",
            byDefault = "false")
        boolean fetchPermissionObtained,
    @Setting(
            value = "time between two requests to HKEX, of which there is one for each stock",
            byDefault = "3s",
            min = "1s",
            max = "10m")
        Duration pause,
    @Setting(
            value = "codes of the stocks that are fetched; none: all of the day's list",
            pattern = "\\d{5}",
            form = "five digits")
        List<String> stocks) {

  /** Takes a copy. */
  public CcassConfig {
    stocks = List.copyOf(stocks);
  }
}

package io.tapehouse.dictionary;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.time.LocalDate;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** The fewest rows of a whole file, from certain dates on. */
public final class LeastRows {

  static final LeastRows NONE = new LeastRows(new TreeMap<>());

  private final NavigableMap<LocalDate, Integer> byFirstDate;

  private LeastRows(NavigableMap<LocalDate, Integer> byFirstDate) {
    this.byFirstDate = byFirstDate;
  }

  /** The same number on all dates. */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public static LeastRows always(int rows) {
    return of(Map.of(LocalDate.MIN.toString(), rows));
  }

  /** A number for each first date, {@code "2015-01-01"}; before the first of them, none. */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public static LeastRows of(Map<String, Integer> byFirstDate) {
    TreeMap<LocalDate, Integer> dates = new TreeMap<>();
    byFirstDate.forEach((date, rows) -> dates.put(LocalDate.parse(date), rows));
    return new LeastRows(dates);
  }

  /** The fewest rows of a file of {@code date}; 0: any number will do. */
  public int on(LocalDate date) {
    Map.Entry<LocalDate, Integer> era = byFirstDate.floorEntry(date);
    return era == null ? 0 : era.getValue();
  }
}

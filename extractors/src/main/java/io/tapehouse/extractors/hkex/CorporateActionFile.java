package io.tapehouse.extractors.hkex;

import io.tapehouse.extractors.BadRow;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * The corporate actions of a file. Immutable.
 *
 * @param actions in the order of the file; none of a stock and day stands twice
 * @param rowsRead all rows, good and bad, without the header
 * @param badRows the rows that could not be read
 */
public record CorporateActionFile(
    List<CorporateAction> actions, long rowsRead, List<BadRow> badRows) implements Serializable {

  /** The columns, in the order in which {@link #csv} writes them. */
  static final List<String> COLUMNS =
      List.of("stock_code", "effective_date", "kind", "old_shares", "new_shares", "note");

  private static final Comparator<CorporateAction> ORDER =
      Comparator.comparing(CorporateAction::stockCode)
          .thenComparing(CorporateAction::effectiveDate);

  /** Copies the lists. */
  public CorporateActionFile {
    actions = List.copyOf(actions);
    badRows = List.copyOf(badRows);
  }

  /** A file of actions, sorted by stock and day, in UTF-8: the same actions give the same bytes. */
  public static byte[] csv(Collection<CorporateAction> actions) {
    StringBuilder csv = new StringBuilder(String.join(",", COLUMNS)).append('\n');
    actions.stream()
        .sorted(ORDER)
        .forEach(
            action ->
                csv.append(action.stockCode())
                    .append(',')
                    .append(action.effectiveDate())
                    .append(',')
                    .append(action.kind().text())
                    .append(',')
                    .append(action.oldShares())
                    .append(',')
                    .append(action.newShares())
                    .append(',')
                    .append(quoted(action.note()))
                    .append('\n'));
    return csv.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static String quoted(String text) {
    return text.contains(",") || text.contains("\"")
        ? '"' + text.replace("\"", "\"\"") + '"'
        : text;
  }
}

package io.tapehouse.dictionary;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows that are sums over other rows. A check holds them against the rows that they are sums of.
 *
 * @param name of the check; null: {@code total_rows}
 * @param header the column whose cell marks such a row
 * @param total what that cell has in a row with sums, in one era or another
 * @param adjustment what it has in a row with a part that the total lacks; null: there is none
 * @param kept whether rows with sums are facts as well; else they fill nothing
 * @param ofEach columns of the table by whose values the totals are; none: one total for all
 * @param of what the cell has in the rows that are added up, of which a file need not have all;
 *     none: all other rows are
 * @param addUp columns of the table that are added up
 * @param adjusted those of them from whose sum the adjustment is taken off
 */
public record Totals(
    @Nullable String name,
    String header,
    @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY) List<String> total,
    @Nullable String adjustment,
    boolean kept,
    @JsonProperty("of_each") @Nullable List<String> ofEach,
    @Nullable List<String> of,
    @JsonProperty("add_up") List<String> addUp,
    @Nullable List<String> adjusted) {

  /** Replaces what the file leaves out by nothing. */
  public Totals {
    name = name == null ? "total_rows" : name;
    total = List.copyOf(total);
    ofEach = ofEach == null ? List.of() : List.copyOf(ofEach);
    of = of == null ? List.of() : List.copyOf(of);
    addUp = List.copyOf(addUp);
    adjusted = adjusted == null ? List.of() : List.copyOf(adjusted);
  }
}

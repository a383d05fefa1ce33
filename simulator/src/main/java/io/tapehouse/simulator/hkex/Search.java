package io.tapehouse.simulator.hkex;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Map;
import java.util.Optional;

/**
 * What a visitor sent with the form. Texts are as they came.
 *
 * @param target what was pressed
 */
public record Search(
    Language language, String target, String viewState, String code, String name, String date) {

  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("uuuu/MM/dd").withResolverStyle(ResolverStyle.STRICT);

  /** Reads the fields of the form; one that is absent is empty. */
  public static Search of(Language language, Map<String, String> fields) {
    return new Search(
        language,
        fields.getOrDefault("__EVENTTARGET", ""),
        fields.getOrDefault("__VIEWSTATE", ""),
        fields.getOrDefault("txtStockCode", "").strip(),
        fields.getOrDefault("txtStockName", "").strip(),
        fields.getOrDefault("txtShareholdingDate", "").strip());
  }

  /** The date that is asked for, or nothing where the text is none. */
  public Optional<LocalDate> day() {
    try {
      return Optional.of(LocalDate.parse(date, DATE));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}

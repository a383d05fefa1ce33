package io.tapehouse.extractors.twse;

import io.tapehouse.dictionary.DetailsOf;
import io.tapehouse.extractors.SourceFile;
import io.tapehouse.extractors.UnreadableFileException;
import io.tapehouse.extractors.UnreadableFileException.Kind;
import io.tapehouse.extractors.text.PublishedDates;
import io.tapehouse.extractors.text.TableRow;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a list of events refers to the page with details of one. The page itself need not bear its
 * date, so the name of its file does.
 *
 * @param code the security
 * @param date the date that the page is asked for by
 */
public record EventReference(String code, LocalDate date) implements Comparable<EventReference> {

  /** {@code 3432 ,20240110}: TWSE's own pages cut the cell at the comma (form of 2024). */
  private static final Pattern CELL = Pattern.compile("\\s*([0-9A-Z]+)\\s*,\\s*(\\d{8})\\s*");

  private static final Pattern NAME =
      Pattern.compile("(?i)[^_]+_([0-9A-Z]+)(?:_(\\d{8}))?(_none)?\\.json");

  private static final Comparator<EventReference> ORDER =
      Comparator.comparing(EventReference::date).thenComparing(EventReference::code);

  /**
   * The pages to which a list refers, each once, in the order of their dates. A CSV of the list has
   * words in place of the references, and so none.
   *
   * @throws UnreadableFileException when the list is damaged or lacks a column
   */
  public static List<EventReference> of(DetailsOf details, SourceFile file, byte[] bytes)
      throws UnreadableFileException {
    Set<String> known = new HashSet<>(Set.of(details.header()));
    Predicate<String> wanted = cell -> true;
    String kind = details.header();
    if (details.rows() != null) {
      kind = details.rows().header();
      wanted = details.rows().wanted();
      known.add(kind);
    }
    PublishedTable table = PublishedEvents.read(file, bytes, known).table();
    int reference = table.column(details.header());
    int filter = table.column(kind);
    if (reference < 0 || filter < 0) {
      throw new UnreadableFileException(
          Kind.WRONG_COLUMNS,
          file,
          "expected the columns %s, found %s".formatted(known, table.columns()));
    }
    Set<EventReference> found = new HashSet<>();
    for (TableRow row : table.rows()) {
      if (row.cells().size() == table.columns().size() && wanted.test(row.cells().get(filter))) {
        parse(row.cells().get(reference)).ifPresent(found::add);
      }
    }
    return found.stream().sorted().toList();
  }

  private static Optional<EventReference> parse(String cell) {
    Matcher matcher = CELL.matcher(cell);
    return matcher.matches()
        ? PublishedDates.parse(matcher.group(2))
            .map(date -> new EventReference(matcher.group(1), date))
        : Optional.empty();
  }

  /**
   * The page in a file of this name, {@code TWT49UDetail_2330_20240304.json}.
   *
   * @param filedUnder its date where the name has none
   */
  static Optional<EventReference> named(String name, LocalDate filedUnder) {
    Matcher matcher = NAME.matcher(name);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    Optional<LocalDate> date =
        matcher.group(2) == null ? Optional.of(filedUnder) : PublishedDates.parse(matcher.group(2));
    return date.map(found -> new EventReference(matcher.group(1), found));
  }

  /** Whether a file of this name is the publisher's answer that it has no page. */
  static boolean isNone(String name) {
    Matcher matcher = NAME.matcher(name);
    return matcher.matches() && matcher.group(3) != null;
  }

  /**
   * The name of its file.
   *
   * @param file the dataset's: {@code TWT49UDetail.zip}
   * @param none whether the file is the publisher's answer that it has no page
   */
  public String fileName(String file, boolean none) {
    int dot = file.lastIndexOf('.');
    return "%s_%s_%s%s.json"
        .formatted(
            dot < 0 ? file : file.substring(0, dot),
            code,
            DateTimeFormatter.BASIC_ISO_DATE.format(date),
            none ? "_none" : "");
  }

  @Override
  public int compareTo(EventReference other) {
    return ORDER.compare(this, other);
  }

  /** "2330 of 2024-03-04". */
  @Override
  public String toString() {
    return code + " of " + date;
  }
}

package io.tapehouse.dictionary;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.tapehouse.dictionary.calendar.LocalTimeText;
import io.tapehouse.dictionary.calendar.TradingCalendar;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A kind of file that a publisher offers.
 *
 * @param id its name in Tapehouse, {@code <publisher>.<report>}; also its folder in the archive
 * @param title what it is, in a line
 * @param exchange code of the exchange by whose calendar it appears
 * @param period how much one file covers; also the date that it is filed under
 * @param file name of the archived file; {@code {yyyy}}, {@code {MM}}, {@code {dd}} stand for the
 *     date and {@code {roc}} for the year of the Republic of China
 * @param addresses where it is fetched from, the newest first
 * @param daysBack how many days before its date a file of events begins: {@code {from_yyyy}},
 *     {@code {from_MM}}, {@code {from_dd}} in an address stand for that day; null: its addresses
 *     name none
 * @param detailsOf the list of events that its pages give details of; null: it has no such pages.
 *     Of their addresses {@code {code}} is the security and {@code {page_yyyy}}, {@code {page_MM}},
 *     {@code {page_dd}} the date by which the list refers to the page
 * @param post whether what follows {@code ?} in an address is sent as a form
 * @param contentType what an honest answer is declared as
 * @param encoding character set of the text inside
 * @param due when it is complete, exchange-local, on the day it covers
 * @param dueDaysAfter how many days after the day that it covers; null: on the day itself
 * @param keptTradingDays for how many trading days the publisher keeps it; null: for ever
 * @param publishedSince the first date of which the publisher has a file; null: it is not known
 * @param provisional whether its publisher corrects it afterwards: it is fetched again on the next
 *     trading day, and another file is another version
 * @param permission whether its publisher's terms allow programs to fetch it only with permission
 * @param lineage where its files go and what depends on them
 * @param description what the rows are, and what is easy to get wrong
 * @param fields the columns of the file, in the publisher's words; of a declared dataset those of
 *     its table blocks
 * @param tables how its rows become those of tables of the warehouse: one {@code table:}, or
 *     several {@code tables:}; none: a reader of its own does it
 */
public record Dataset(
    String id,
    String title,
    String exchange,
    Period period,
    String file,
    List<String> addresses,
    @JsonProperty("days_back") @Nullable Integer daysBack,
    @JsonProperty("details_of") @Nullable DetailsOf detailsOf,
    boolean post,
    @JsonProperty("content_type") String contentType,
    String encoding,
    LocalTimeText due,
    @JsonProperty("due_days_after") @Nullable Integer dueDaysAfter,
    @JsonProperty("kept_trading_days") @Nullable Integer keptTradingDays,
    @JsonProperty("published_since") @Nullable LocalDateText publishedSince,
    boolean provisional,
    boolean permission,
    Lineage lineage,
    String description,
    List<Field> fields,
    @JsonAlias("table") @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
        @Nullable List<Declaration> tables) {

  /** Takes fields and lineage from the table blocks where there are some. */
  public Dataset {
    tables = tables == null ? List.of() : List.copyOf(tables);
    fields = fields == null ? List.of() : List.copyOf(fields);
    if (!tables.isEmpty()) {
      lineage = lineage.filling(tables);
      fields = tables.stream().flatMap(table -> table.fields().stream()).distinct().toList();
    }
    if (tables.stream().map(Declaration::reader).distinct().count() > 1) {
      throw new IllegalArgumentException(id + ": expected one reader of all of its tables");
    }
  }

  /**
   * Whether its rows are read by their declaration in the dictionary, without a reader of its own.
   */
  public boolean isDeclared() {
    return !tables.isEmpty();
  }

  /** How much one file covers. */
  public enum Period {
    /** One trading day. */
    @JsonProperty("day")
    DAY,
    /** A week of trading days; filed under the date inside, its last trading day. */
    @JsonProperty("week")
    WEEK,
    /** The publisher's present state; filed under the date inside, about the one asked for. */
    @JsonProperty("snapshot")
    SNAPSHOT,
    /** Events of a range of dates that the file itself names; filed under a date of that range. */
    @JsonProperty("list")
    LIST,
    /** One calendar month; filed under its first day. */
    @JsonProperty("month")
    MONTH,
    /** One calendar year; filed under its first of January. */
    @JsonProperty("year")
    YEAR;

    /** The date under which the file that holds {@code date} is filed. */
    public LocalDate filedUnder(LocalDate date) {
      return switch (this) {
        case DAY, WEEK, SNAPSHOT, LIST -> date;
        case MONTH -> date.withDayOfMonth(1);
        case YEAR -> date.withDayOfYear(1);
      };
    }
  }

  /** A state is looked at once a week: it answers for a date from which it is less far away. */
  private static final int SNAPSHOT_DAYS = 6;

  /**
   * Whether a file that bears {@code found} is what a run of {@code date} wants: the publisher of a
   * state has no other one, and writes the day on which it made the file.
   */
  public boolean answers(LocalDate date, LocalDate found) {
    return period == Period.SNAPSHOT
        ? !found.isBefore(date.minusDays(SNAPSHOT_DAYS))
            && !found.isAfter(date.plusDays(SNAPSHOT_DAYS))
        : found.equals(period.filedUnder(date));
  }

  /**
   * A column of a publisher's file.
   *
   * @param name the publisher's header, trimmed
   * @param meaning what it holds
   */
  public record Field(String name, String meaning) {}

  /** Whether a file is filed under a date of its own, and not under the first of its period. */
  public boolean isOfTradingDates() {
    return period != Period.MONTH && period != Period.YEAR;
  }

  /** Whether the publisher has a file that is filed under {@code date}, as far as is known. */
  public boolean isPublished(LocalDate date) {
    return publishedSince == null || !date.isBefore(publishedSince.date());
  }

  /** {@link #file} for the file that is filed under {@code date}. */
  public String fileName(LocalDate date) {
    return expand(file, "", date);
  }

  /** {@link #addresses} for the file that is filed under {@code date}, the newest first. */
  public List<String> addresses(LocalDate date) {
    LocalDate from = daysBack == null ? date : date.minusDays(daysBack);
    return addresses.stream()
        .map(address -> expand(expand(address, "from_", from), "", date))
        .toList();
  }

  /**
   * Where the page of one event is, of a dataset with {@link #detailsOf}.
   *
   * @param code the security
   * @param page the date by which the list refers to the page
   */
  public String pageAddress(String code, LocalDate page) {
    return expand(addresses.get(0).replace("{code}", code), "page_", page);
  }

  /** The time of day at which a file is due, exchange-local. */
  public LocalTime dueTime() {
    return due.time();
  }

  /**
   * When the file that covers {@code date} is due, exchange-local. A daily one that is due on a
   * later day is not posted on a day of rest: on Sundays HKEX still shows Friday.
   *
   * @param calendar of the exchange
   */
  public LocalDateTime due(LocalDate date, TradingCalendar calendar) {
    LocalDate day = dueDaysAfter == null ? date : date.plusDays(dueDaysAfter);
    boolean postedOnOpenDays =
        dueDaysAfter != null && period != Period.WEEK && period != Period.SNAPSHOT;
    return (postedOnOpenDays ? calendar.openOnOrAfter(day) : day).atTime(due.time());
  }

  private static String expand(String template, String prefix, LocalDate date) {
    return template
        .replace("{" + prefix + "yyyy}", String.format(Locale.ROOT, "%04d", date.getYear()))
        .replace("{" + prefix + "MM}", String.format(Locale.ROOT, "%02d", date.getMonthValue()))
        .replace("{" + prefix + "dd}", String.format(Locale.ROOT, "%02d", date.getDayOfMonth()))
        .replace("{" + prefix + "roc}", Integer.toString(date.getYear() - 1911));
  }
}

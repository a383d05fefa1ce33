package io.tapehouse.simulator;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * When a fault shows. Of several rules that fit a request the first one that is not used up counts.
 *
 * @param dataset the dataset whose answers it spoils
 * @param date the day of the file, any day in the file of a month or a year; empty for every file
 * @param fault what goes wrong
 * @param times how many answers it spoils, {@link #ALWAYS} for all; of {@link
 *     PublisherFault#REPOST} the number of answers before the file changes
 */
public record FaultRule(String dataset, Optional<LocalDate> date, PublisherFault fault, int times) {

  /** The number of times of a rule that is never used up. */
  public static final int ALWAYS = Integer.MAX_VALUE;

  private static final Pattern RULE =
      Pattern.compile(
          "(?<dataset>[^@=*]+)(@(?<date>[^=*]+))?=(?<fault>[^*]+)(\\*(?<times>\\d{1,9}))?");

  public FaultRule {
    if (!fault.fits(SimulatedDataset.named(dataset))) {
      throw new IllegalArgumentException("fault " + fault.text() + " cannot show in " + dataset);
    }
    if (times < 1) {
      throw new IllegalArgumentException("a fault shows at least once, not " + times + " times");
    }
  }

  /**
   * Reads {@code taifex.futures_tick@2024-11-05=http_429*2}. Date and times may be absent.
   *
   * @throws IllegalArgumentException for another form, or for an unknown dataset or fault, with the
   *     nearest known ones
   */
  public static FaultRule parse(String text) {
    Matcher rule = RULE.matcher(text.strip());
    if (!rule.matches()) {
      throw new IllegalArgumentException(
          "a fault rule looks like dataset[@YYYY-MM-DD]=fault[*times], not \"" + text + "\"");
    }
    String dataset = SimulatedDataset.named(rule.group("dataset")).text();
    PublisherFault fault = PublisherFault.named(rule.group("fault"));
    Optional<LocalDate> date = Optional.ofNullable(rule.group("date")).map(FaultRule::date);
    // A file that is always the second posting would show no fault at all.
    int unsaid = fault == PublisherFault.REPOST ? 1 : ALWAYS;
    int times = Optional.ofNullable(rule.group("times")).map(Integer::valueOf).orElse(unsaid);
    return new FaultRule(dataset, date, fault, times);
  }

  boolean covers(LocalDate file) {
    SimulatedDataset known = SimulatedDataset.named(dataset);
    return date.isEmpty() || known.sameFile(date.get(), file);
  }

  private static LocalDate date(String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(
          "a fault rule has a date like 2024-11-05, not \"" + text + "\"", e);
    }
  }
}

package io.tapehouse.etl.job;

import io.tapehouse.dictionary.calendar.CalendarDay;
import io.tapehouse.dictionary.calendar.TradingCalendar;
import io.tapehouse.dictionary.product.ContractLabels;
import io.tapehouse.dictionary.product.Expiry;
import io.tapehouse.dictionary.product.SettlementRule;
import io.tapehouse.extractors.UnreadableFileException;
import io.tapehouse.extractors.taifex.ContractName;
import io.tapehouse.extractors.taifex.TickDates;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The trading days around a tick file, by what the file itself proves: its date was open, so was
 * the evening on which its night session began, and the days in between were closed. That is all on
 * which labels depend, so no label of a file with a night session rests on a guess.
 */
final class OwnDays {

  private OwnDays() {}

  /**
   * The input, with a calendar that knows what its file proves.
   *
   * @param file the input's one file
   */
  static Input of(Input input, Path file) throws IOException {
    List<CalendarDay> days = new ArrayList<>();
    days.add(day(input.date(), true));
    night(input, file)
        .ifPresent(
            began -> {
              days.add(day(began, true));
              began
                  .plusDays(1)
                  .datesUntil(input.date())
                  .forEach(between -> days.add(day(between, false)));
            });
    return input.with(input.calendar().with(days));
  }

  private static Optional<LocalDate> night(Input input, Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return TickDates.nightBegan(input.file(), in);
    } catch (UnreadableFileException e) {
      // The reader, which sees all of it, is the one to complain.
      return Optional.empty();
    }
  }

  /**
   * Warns of labels that another calendar would change: a contract that trades although it was
   * settled before, by this one; or a day before that was only assumed to be open.
   */
  static List<String> doubts(Input input, Collection<Instrument> contracts) {
    List<String> doubts = new ArrayList<>();
    LocalDate date = input.date();
    List<ContractName> names =
        contracts.stream()
            .filter(contract -> contract.product.settlement() == SettlementRule.THIRD_WEDNESDAY)
            .map(contract -> contract.near)
            .toList();
    names.stream()
        .flatMap(name -> settledBefore(name, input))
        .sorted()
        .findFirst()
        .ifPresent(
            words ->
                doubts.add(
                    "%s: expected no contract that was settled before %s, found %s; it bears no label: was the exchange closed from then on?"
                        .formatted(input.file(), date, words)));
    LocalDate before = input.calendar().openOnOrBefore(date.minusDays(1));
    if (doubts.isEmpty()
        && input.calendar().day(before).source() == CalendarDay.Source.ASSUMED
        && !labels(input, names, input.calendar())
            .equals(labels(input, names, input.calendar().with(List.of(day(before, false)))))) {
      doubts.add(
          "%s: labels rest on the assumption that %s was a trading day: no file of the archive proves it"
              .formatted(input.file(), before));
    }
    return doubts;
  }

  private static Stream<String> settledBefore(ContractName name, Input input) {
    Optional<LocalDate> settled =
        Expiry.parse(name.expire()).flatMap(expiry -> expiry.settlementDay(input.calendar()));
    return settled
        .filter(day -> day.isBefore(input.date()))
        .map(day -> "%s, settled on %s".formatted(name.key(), day))
        .stream();
  }

  private static List<List<String>> labels(
      Input input, List<ContractName> names, TradingCalendar calendar) {
    ContractLabels labels = new ContractLabels(input.date(), calendar);
    return names.stream().map(name -> labels.of(name.expire())).toList();
  }

  private static CalendarDay day(LocalDate date, boolean open) {
    return new CalendarDay(date, open, false, CalendarDay.Source.OBSERVED, "");
  }
}

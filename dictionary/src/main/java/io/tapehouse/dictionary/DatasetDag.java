package io.tapehouse.dictionary;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.tapehouse.dictionary.Lineage.Role;
import io.tapehouse.dictionary.calendar.Exchange;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A DAG that brings datasets together: an entry of {@code dags.yaml}. Which datasets they are, and
 * for what, the datasets say themselves ({@link Lineage}). Immutable.
 *
 * @param id its name
 * @param title what it is for
 * @param zone name of the time zone in which its dates are dates
 * @param exchange by whose calendar it runs
 * @param daily when it is due, on the exchange's clock
 * @param deadline when a date's run should have ended, on the exchange's clock
 * @param daysAfter how many days after a date both are
 * @param rhythm how often there are files
 * @param longestFetchMinutes how long it may take to bring the files of a dataset and date
 * @param proof the daily file of facts that proves a date to have been open
 * @param datasets its datasets, in the order of the dictionary
 */
public record DatasetDag(
    String id,
    String title,
    String zone,
    String exchange,
    String daily,
    String deadline,
    @JsonProperty("days_after") int daysAfter,
    Rhythm rhythm,
    @JsonProperty("longest_fetch_minutes") int longestFetchMinutes,
    String proof,
    @JsonIgnore @Nullable List<Dataset> datasets) {

  /** How often its publishers publish. */
  public enum Rhythm {
    /** A file for every trading day. */
    @JsonProperty("daily")
    DAILY,
    /** A file for a week, under its last trading day. */
    @JsonProperty("weekly")
    WEEKLY
  }

  /** Copies the list; a file never gives it. */
  public DatasetDag {
    datasets = datasets == null ? List.of() : List.copyOf(datasets);
  }

  /** The same with those of {@code all} that are its own. */
  DatasetDag with(List<Dataset> all) {
    return new DatasetDag(
        id,
        title,
        zone,
        exchange,
        daily,
        deadline,
        daysAfter,
        rhythm,
        longestFetchMinutes,
        proof,
        all.stream().filter(dataset -> id.equals(dataset.lineage().dag())).toList());
  }

  /** How long it may take to bring the files of a dataset and date. */
  public Duration longestFetch() {
    return Duration.ofMinutes(longestFetchMinutes);
  }

  /** Whether {@code tapehouse run} runs it where no DAG is named. */
  public boolean byDefault() {
    return rhythm == Rhythm.DAILY && !needsPermission();
  }

  /** Whether its publisher wants to be asked for permission before a program fetches from it. */
  public boolean needsPermission() {
    return datasets.stream().anyMatch(Dataset::permission);
  }

  /** Files that name closed days; they make no facts. */
  public List<String> schedules() {
    return calendar().map(Exchange::schedule).stream().toList();
  }

  /** Files of a month or a year that make facts too. */
  public List<String> histories() {
    return ids(Role.HISTORY);
  }

  /** Daily files that become rows of the warehouse. */
  public List<String> facts() {
    return ids(Role.FACTS);
  }

  /** The daily files, those of facts and those of evidence. */
  public List<String> dailyDatasets() {
    Set<String> all = new LinkedHashSet<>();
    for (String fact : facts()) {
      all.add(fact);
      all.addAll(evidenceOf(fact));
    }
    return List.copyOf(all);
  }

  /** The other exchanges that trade on the same days. */
  public List<String> calendars() {
    return Exchange.onDaysOf(exchange);
  }

  /** Files of a month or a year, which are brought before all else: most tell the open days. */
  public List<String> calendarDatasets() {
    Set<String> all = new LinkedHashSet<>(schedules());
    calendar().map(Exchange::history).ifPresent(all::add);
    all.addAll(histories());
    return List.copyOf(all);
  }

  /** All that make facts; those of months first, since checks of the others read them. */
  public List<String> factDatasets() {
    List<String> all = new ArrayList<>(histories());
    all.addAll(facts());
    return all;
  }

  /** The daily files that the checks of a dataset read. */
  public List<String> evidenceOf(String fact) {
    return read(fact).filter(other -> !histories().contains(other)).toList();
  }

  /** The files of a month or a year that the checks of a dataset read. */
  public List<String> figuresOf(String fact) {
    return read(fact).filter(histories()::contains).toList();
  }

  /** The datasets whose checks read a daily file, by the file's dataset. */
  public Map<String, List<String>> readers() {
    Map<String, List<String>> readers = new LinkedHashMap<>();
    for (String fact : facts()) {
      for (String file : evidenceOf(fact)) {
        readers.computeIfAbsent(file, key -> new ArrayList<>()).add(fact);
      }
    }
    return readers;
  }

  private Stream<String> read(String fact) {
    return datasets.stream()
        .filter(dataset -> dataset.id().equals(fact))
        .flatMap(dataset -> dataset.lineage().evidenceDatasets().stream());
  }

  private List<String> ids(Role role) {
    return datasets.stream()
        .filter(dataset -> dataset.lineage().role() == role)
        .map(Dataset::id)
        .toList();
  }

  /** The exchange whose files tell its days. */
  private Optional<Exchange> calendar() {
    return Exchange.find(exchange)
        .flatMap(found -> Exchange.find(Objects.requireNonNullElse(found.daysOf(), found.code())));
  }
}

package io.tapehouse.orchestrator.pipeline;

import io.tapehouse.dictionary.DatasetDag;
import io.tapehouse.dictionary.Dictionary;
import io.tapehouse.dictionary.Lineage;
import io.tapehouse.dictionary.Lineage.DigestPart;
import io.tapehouse.dictionary.Partition;
import io.tapehouse.dictionary.calendar.TradingCalendar;
import io.tapehouse.extractors.twse.DailyIndex;
import io.tapehouse.orchestrator.calendar.CalendarBook;
import io.tapehouse.orchestrator.pipeline.WarehousePlan.Cause;
import io.tapehouse.orchestrator.pipeline.WarehousePlan.Change;
import io.tapehouse.sql.CommittedPartition;
import io.tapehouse.store.archive.Archive;
import io.tapehouse.store.archive.Receipt;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a partition was made from when it was loaded. The ledger has the version of its rules and of
 * its file, and the digest of all of its input. The rest follows: the archive keeps every version
 * of every file, so of the versions of evidence, and of the days that may have been taken for the
 * trading day before, those that give the ledger's digest are those that were read.
 */
final class EarlierInput {

  private final Dictionary dictionary;
  private final Archive archive;
  private final CalendarBook calendars;
  private final boolean keepTicks;
  private final DatasetDag dag;

  EarlierInput(
      Dictionary dictionary,
      Archive archive,
      CalendarBook calendars,
      boolean keepTicks,
      DatasetDag dag) {
    this.keepTicks = keepTicks;
    this.dictionary = dictionary;
    this.archive = archive;
    this.calendars = calendars;
    this.dag = dag;
  }

  /**
   * Something that the digest may have been made of.
   *
   * @param receipt a file; null: none, or no file
   * @param part what is no file, as the digest has it; empty: none
   * @param change the change since then; null: it is so now
   */
  private record Candidate(@Nullable Receipt receipt, String part, @Nullable Change change) {}

  /** What has changed since a load of which the digest differs. */
  List<Change> changes(CommittedPartition before, PartitionWork now, TradingCalendar calendar)
      throws IOException {
    List<Change> changes = new ArrayList<>();
    String dataset = now.partition().dataset();
    int rules = before.input().rulesVersion();
    if (rules != now.rules()) {
      changes.add(
          new Change(Cause.RULES, dataset, Integer.toString(rules), Integer.toString(now.rules())));
    }
    if (before.fileVersion() != now.receipt().version()) {
      changes.add(
          new Change(
              Cause.FILE,
              dataset,
              version(before.fileVersion()),
              version(now.receipt().version())));
    }
    Optional<Receipt> own =
        archive.versions(dataset, now.partition().date()).stream()
            .filter(receipt -> receipt.version() == before.fileVersion())
            .findFirst();
    Optional<List<Change>> others =
        own.isEmpty()
            ? Optional.empty()
            : matching(
                before.input().inputSha256(),
                rules,
                candidates(now, calendar),
                List.of(new Candidate(own.get(), "", null)));
    others.ifPresent(changes::addAll);
    if (others.isEmpty() || changes.isEmpty()) {
      changes.add(new Change(Cause.UNKNOWN, "", "", ""));
    }
    return changes;
  }

  /** For each thing that it depends on besides its rules and its file, what may have been read. */
  private List<List<Candidate>> candidates(PartitionWork now, TradingCalendar calendar)
      throws IOException {
    List<List<Candidate>> all = new ArrayList<>();
    Partition partition = now.partition();
    for (String other : dag.evidenceOf(partition.dataset())) {
      all.add(evidence(other, now));
    }
    Lineage lineage = dictionary.dataset(partition.dataset()).lineage();
    if (lineage.digest().contains(DigestPart.TRADING_DAY_BEFORE)) {
      all.add(daysBefore(partition.date(), calendar));
    }
    if (lineage.digest().contains(DigestPart.DAILY_INDEX)) {
      all.add(figures(partition));
    }
    if (lineage.ticks().isPresent()) {
      all.add(ticks());
    }
    return all;
  }

  private List<Candidate> ticks() {
    Change change =
        new Change(
            Cause.SETTING,
            "pipeline.keep-ticks",
            Boolean.toString(!keepTicks),
            Boolean.toString(keepTicks));
    return List.of(
        new Candidate(null, keepTicks ? InputDigest.TICKS : "", null),
        new Candidate(null, keepTicks ? "" : InputDigest.TICKS, change));
  }

  private List<Candidate> evidence(String dataset, PartitionWork now) throws IOException {
    Optional<Receipt> current =
        now.evidence().stream().filter(each -> each.dataset().equals(dataset)).findFirst();
    String after = current.map(Receipt::version).map(EarlierInput::version).orElse("none");
    List<Candidate> all = new ArrayList<>();
    all.add(new Candidate(current.orElse(null), "", null));
    for (Receipt receipt : archive.versions(dataset, now.partition().date())) {
      all.add(
          new Candidate(
              receipt, "", new Change(Cause.EVIDENCE, dataset, version(receipt.version()), after)));
    }
    all.add(new Candidate(null, "", new Change(Cause.EVIDENCE, dataset, "none", after)));
    return all;
  }

  private List<Candidate> daysBefore(LocalDate date, TradingCalendar calendar) {
    Optional<LocalDate> current = InputDigest.dayBefore(date, calendar::isOpen);
    List<Candidate> all = new ArrayList<>();
    all.add(new Candidate(null, InputDigest.after(current), null));
    Stream.concat(
            InputDigest.daysBefore(date).map(Optional::of), Stream.of(Optional.<LocalDate>empty()))
        .forEach(
            day ->
                all.add(
                    new Candidate(
                        null,
                        InputDigest.after(day),
                        new Change(
                            Cause.CALENDAR,
                            dag.exchange() + ", trading day before",
                            text(day),
                            text(current)))));
    return all;
  }

  private List<Candidate> figures(Partition partition) throws IOException {
    String dataset = dag.figuresOf(partition.dataset()).get(0);
    Optional<DailyIndex> current = calendars.index(partition.date());
    String after = current.map(CalendarBook::text).orElse("none");
    Map<String, String> parts = new LinkedHashMap<>();
    for (DailyIndex day : calendars.everyIndex(partition.date())) {
      parts.put(InputDigest.index(CalendarBook.text(day)), CalendarBook.text(day));
    }
    parts.put("", "none");
    List<Candidate> all = new ArrayList<>();
    all.add(
        new Candidate(
            null, current.map(CalendarBook::text).map(InputDigest::index).orElse(""), null));
    parts.forEach(
        (part, figures) ->
            all.add(
                new Candidate(null, part, new Change(Cause.EVIDENCE, dataset, figures, after))));
    return all;
  }

  /**
   * Looks for those that give a digest; what holds now comes first, so that nothing is called a
   * change that is none.
   *
   * @param left what is still to be chosen
   * @param chosen what was chosen
   */
  private static Optional<List<Change>> matching(
      String sha256, int rules, List<List<Candidate>> left, List<Candidate> chosen) {
    if (left.isEmpty()) {
      List<Receipt> files =
          chosen.stream().flatMap(each -> Stream.ofNullable(each.receipt())).toList();
      List<String> parts =
          chosen.stream().map(Candidate::part).filter(part -> !part.isEmpty()).toList();
      return InputDigest.of(rules, files, parts).equals(sha256)
          ? Optional.of(chosen.stream().flatMap(each -> Stream.ofNullable(each.change())).toList())
          : Optional.empty();
    }
    for (Candidate candidate : left.get(0)) {
      List<Candidate> more = new ArrayList<>(chosen);
      more.add(candidate);
      Optional<List<Change>> found = matching(sha256, rules, left.subList(1, left.size()), more);
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  private static String version(int version) {
    return "version " + version;
  }

  private static String text(Optional<LocalDate> day) {
    return day.map(LocalDate::toString).orElse("none");
  }
}

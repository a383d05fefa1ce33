package io.tapehouse.etl.job;

import io.tapehouse.extractors.hkex.CcassHolding;
import io.tapehouse.extractors.hkex.CcassPage;
import io.tapehouse.extractors.hkex.CcassPage.Language;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The pages of a day: five thousand of them, a million rows, held as numbers. Of a stock's pages in
 * one language the last counts, and its rows come from the English one where there is one. Not safe
 * for use by many threads.
 */
final class CcassDay {

  private final CcassParticipants participants = new CcassParticipants();
  private final Map<Name, Integer> numbers = new HashMap<>();
  private final List<Name> names = new ArrayList<>();
  private final Map<String, Map<Language, Page>> pages = new TreeMap<>();
  private int replaced;

  /** What a page calls a participant. */
  record Name(String name, String address) {}

  /** A page, its rows as numbers. */
  static final class Page {
    private final CcassPage summary;
    private final int[] participants;
    private final int[] names;
    private final long[] shareholdings;
    private final @Nullable BigDecimal[] percents;

    private Page(CcassPage page, int[] participants, int[] names) {
      this.summary = withoutRows(page);
      this.participants = participants;
      this.names = names;
      this.shareholdings = page.holdings().stream().mapToLong(CcassHolding::shareholding).toArray();
      this.percents =
          page.holdings().stream().map(CcassHolding::percent).toArray(BigDecimal[]::new);
    }

    /** The page without its rows. */
    CcassPage summary() {
      return summary;
    }

    int rows() {
      return participants.length;
    }

    /** Number of a row's participant. */
    int participant(int row) {
      return participants[row];
    }

    long shareholding(int row) {
      return shareholdings[row];
    }

    /** As printed; null where it is blank. */
    @Nullable BigDecimal percent(int row) {
      return percents[row];
    }

    private boolean hasRowsOf(Page other) {
      return Arrays.equals(participants, other.participants)
          && Arrays.equals(shareholdings, other.shareholdings)
          && Arrays.equals(percents, other.percents);
    }
  }

  /**
   * What the day's pages call a participant.
   *
   * @param participant who
   * @param language in which
   * @param name the most frequent; of equally frequent ones the first by the alphabet
   */
  record Named(CcassParticipants.Participant participant, Language language, Name name) {}

  /**
   * Takes a page.
   *
   * @return the page that it replaces, if that was another one
   */
  Optional<Page> add(CcassPage page) {
    List<CcassHolding> rows = page.holdings();
    Page taken =
        new Page(
            page,
            participants.numbers(rows),
            rows.stream()
                .mapToInt(row -> number(new Name(row.participantName(), row.address())))
                .toArray());
    Page before =
        pages
            .computeIfAbsent(page.stockCode(), stock -> new EnumMap<>(Language.class))
            .put(page.language(), taken);
    if (before != null) {
      replaced++;
    }
    return Optional.ofNullable(before).filter(old -> !old.hasRowsOf(taken));
  }

  /** The pages whose rows count, by stock. */
  List<Page> pages() {
    return pages.values().stream().map(CcassDay::chosen).toList();
  }

  CcassParticipants.Participant participant(int number) {
    return participants.get(number);
  }

  /** How many pages of a stock were there once more, in the same language. */
  int replaced() {
    return replaced;
  }

  /** The names of all participants, by id and language. */
  Collection<Named> names() {
    Map<String, Map<Integer, Integer>> all = new TreeMap<>();
    Map<String, Named> result = new TreeMap<>();
    for (Map<Language, Page> languages : pages.values()) {
      Page chosen = chosen(languages);
      for (Page page : languages.values()) {
        boolean counts = page.summary().language() == chosen.summary().language();
        for (int row = 0; row < page.rows(); row++) {
          CcassParticipants.Participant participant = participants.get(page.participant(row));
          // Without a code, the page in the other language names somebody whom no row knows.
          if (participant.code() != null || counts) {
            count(participant, page.summary().language(), page.names[row], all, result);
          }
        }
      }
    }
    return result.values();
  }

  private void count(
      CcassParticipants.Participant participant,
      Language language,
      int name,
      Map<String, Map<Integer, Integer>> counts,
      Map<String, Named> result) {
    String key = participant.id() + " " + language.name();
    Map<Integer, Integer> of = counts.computeIfAbsent(key, each -> new HashMap<>());
    of.merge(name, 1, Integer::sum);
    Named before = result.get(key);
    if (before == null || isBefore(name, before.name(), of)) {
      result.put(key, new Named(participant, language, names.get(name)));
    }
  }

  private boolean isBefore(int name, Name best, Map<Integer, Integer> counts) {
    Name candidate = names.get(name);
    int difference = counts.getOrDefault(name, 0) - counts.getOrDefault(numbers.get(best), 0);
    if (difference != 0) {
      return difference > 0;
    }
    int byName = candidate.name.compareTo(best.name);
    return byName < 0 || (byName == 0 && candidate.address.compareTo(best.address) < 0);
  }

  private static Page chosen(Map<Language, Page> languages) {
    // English stands first.
    return languages.values().iterator().next();
  }

  private int number(Name name) {
    Integer known = numbers.putIfAbsent(name, names.size());
    if (known != null) {
      return known;
    }
    names.add(name);
    return names.size() - 1;
  }

  private static CcassPage withoutRows(CcassPage page) {
    return new CcassPage(
        page.stockCode(),
        page.stockName(),
        page.date(),
        page.askedDate(),
        page.language(),
        page.issuedShares(),
        page.intermediaries(),
        page.consenting(),
        page.nonConsenting(),
        page.total(),
        List.of());
  }
}

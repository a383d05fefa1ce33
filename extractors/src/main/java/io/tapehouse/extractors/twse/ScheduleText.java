package io.tapehouse.extractors.twse;

import io.tapehouse.extractors.text.PublishedDates;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the words of a row say. One description may speak of several dates (1月26日最後交易，1月27日市場無交易，
 * 僅辦理結算交割作業), also of such as have no row of their own, as the days of settlement before 2021 and
 * Saturdays that are worked in exchange. Each clause is held to be about the dates that it names
 * or, if it names none, about those of the clause before it in the sentence, the first about the
 * dates of the row.
 */
final class ScheduleText {

  private static final Pattern SENTENCE =
      Pattern.compile("[。;\\n]\\s*(?!但|惟|\\s)|<br\\s*/?>(?!但|惟)");
  private static final Pattern CLAUSE = Pattern.compile("[,。;]");
  private static final Pattern BLANKS = Pattern.compile("[\\s]|&nbsp;|<br\\s*/?>");

  /** A date, or the rest of one behind another: 1月18日及19日, 1月21日起至1月23日. */
  private static final Pattern DATE =
      Pattern.compile(
          "(?<join>[、及和與]|起?至|~|到|-)?(?:(?<year>\\d{2,4})年)?(?:(?<month>\\d{1,2})月)?"
              + "(?<day>\\d{1,2})(?:日|(?=[、及和與]\\d))(?:\\((?<bracket>[^)]*)\\))?");

  private static final Pattern RANGE = Pattern.compile("起?至|~|到|-");

  /** Longer than any holiday: a range of more days is a misprint. */
  private static final int LONGEST_RANGE_DAYS = 31;

  private static final Pattern NO_SETTLEMENT = Pattern.compile("不交割|無交割");
  private static final Pattern SETTLEMENT = Pattern.compile("無交易|僅辦理結算交割");
  private static final Pattern NO_TRADING = Pattern.compile("無交易|不交易|停止交易|暫停交易|非交易日|休市|不開市|停止開市");
  private static final Pattern TRADING =
      Pattern.compile("(?:開始|最後|照常|正常|恢復|補行|並|且|仍)(?:交易|開市)|交易日");
  private static final Pattern REST = Pattern.compile("(?<![不無])(?:放假|補假|休假)");
  private static final Pattern WORK = Pattern.compile("補行上班|補班");

  /** What the words say of a date. */
  enum Meaning {
    /** There is trading, as on the first and the last trading day around a holiday. */
    OPEN,
    /** 市場無交易，僅辦理結算交割作業. */
    SETTLEMENT_ONLY,
    /** A day off, or one without trading. */
    CLOSED,
    /** A working Saturday, and no word about trading. TWSE traded on such, up to 2018. */
    WORKED,
    /** Nothing about trading, as the bare name of a holiday. */
    NONE
  }

  /** Part of a sentence, and the dates that it names. */
  private record Clause(String text, Set<LocalDate> named) {}

  private final String name;
  private final List<List<Clause>> sentences = new ArrayList<>();
  private final Set<LocalDate> named = new TreeSet<>();
  private final Set<LocalDate> doubtful = new HashSet<>();
  private final List<String> slips = new ArrayList<>();

  private ScheduleText(String name) {
    this.name = name;
  }

  /**
   * Reads the words of a row.
   *
   * @param year the year of the dates that do not say theirs
   */
  static ScheduleText parse(String name, String description, int year) {
    ScheduleText text = new ScheduleText(BLANKS.matcher(DatesCell.plain(name)).replaceAll(""));
    for (String sentence : SENTENCE.split(DatesCell.plain(description), -1)) {
      List<Clause> clauses = new ArrayList<>();
      for (String clause : CLAUSE.split(sentence, -1)) {
        String solid = BLANKS.matcher(clause).replaceAll("");
        Set<LocalDate> dates = text.dates(solid, year);
        clauses.add(new Clause(solid, dates));
        text.named.addAll(dates);
      }
      text.sentences.add(clauses);
    }
    return text;
  }

  /** What the words say of a date of the row. */
  Meaning ofListed(LocalDate date) {
    return meaning(name + " " + clausesAbout(date, true));
  }

  /** What the words say of a date that has no row; its row's name is about others. */
  Meaning ofNamed(LocalDate date) {
    return meaning(clausesAbout(date, false));
  }

  /** The dates that the description names, without those that bear another weekday there. */
  Set<LocalDate> named() {
    Set<LocalDate> certain = new TreeSet<>(named);
    certain.removeAll(doubtful);
    return certain;
  }

  /** Weekdays of the description that are none of the dates beside them. */
  List<String> slips() {
    return List.copyOf(slips);
  }

  private static Meaning meaning(String about) {
    // In 2022 a day without trading is named 農曆春節前最後交易日 too: the denial outranks the name.
    if (SETTLEMENT.matcher(about).find() && !NO_SETTLEMENT.matcher(about).find()) {
      return Meaning.SETTLEMENT_ONLY;
    }
    if (NO_TRADING.matcher(about).find()) {
      return Meaning.CLOSED;
    }
    if (TRADING.matcher(about).find()) {
      return Meaning.OPEN;
    }
    if (REST.matcher(about).find()) {
      return Meaning.CLOSED;
    }
    return WORK.matcher(about).find() ? Meaning.WORKED : Meaning.NONE;
  }

  private String clausesAbout(LocalDate date, boolean listed) {
    StringBuilder about = new StringBuilder();
    for (List<Clause> sentence : sentences) {
      boolean concerned = listed;
      for (Clause clause : sentence) {
        if (!clause.named().isEmpty()) {
          concerned = clause.named().contains(date);
        }
        if (concerned) {
          about.append(clause.text()).append(' ');
        }
      }
    }
    return about.toString();
  }

  private Set<LocalDate> dates(String clause, int year) {
    Set<LocalDate> dates = new HashSet<>();
    Optional<LocalDate> previous = Optional.empty();
    int end = -1;
    int said = year;
    Matcher matcher = DATE.matcher(clause);
    while (matcher.find()) {
      boolean goesOn = matcher.start() == end && matcher.group("join") != null;
      if (matcher.group("month") == null && (!goesOn || previous.isEmpty())) {
        // 放假3日 is no date.
        continue;
      }
      said = year(matcher).orElse(said);
      int month =
          matcher.group("month") != null
              ? Integer.parseInt(matcher.group("month"))
              : previous.orElseThrow().getMonthValue();
      Optional<LocalDate> date =
          PublishedDates.of(said, month, Integer.parseInt(matcher.group("day")));
      if (date.isPresent()) {
        add(date.get(), matcher.group("bracket"), dates);
        if (goesOn && RANGE.matcher(matcher.group("join")).matches()) {
          previous.ifPresent(first -> addBetween(first, date.get(), dates));
        }
      }
      previous = date;
      end = matcher.end();
    }
    return dates;
  }

  private void add(LocalDate date, String bracket, Set<LocalDate> dates) {
    dates.add(date);
    Optional<String> slip =
        bracket == null ? Optional.empty() : Weekdays.slip(List.of(date), bracket);
    if (slip.isPresent()) {
      slips.add(slip.get());
      doubtful.add(date);
    }
  }

  private static void addBetween(LocalDate first, LocalDate last, Set<LocalDate> dates) {
    if (last.isBefore(first.plusDays(LONGEST_RANGE_DAYS))) {
      for (LocalDate date = first; date.isBefore(last); date = date.plusDays(1)) {
        dates.add(date);
      }
    }
  }

  private static Optional<Integer> year(Matcher matcher) {
    String bracket = matcher.group("bracket");
    String year =
        matcher.group("year") != null
            ? matcher.group("year")
            : bracket != null && bracket.matches("\\d{2,4}年") ? bracket.replace("年", "") : null;
    return Optional.ofNullable(year).map(Integer::parseInt).map(PublishedDates::year);
  }
}

package io.tapehouse.extractors.twse;

import java.time.LocalDate;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the words of the schedule say of a date. One description may speak of several dates
 * (1月26日最後交易，1月27日市場無交易，僅辦理結算交割作業): each clause is held to be about the dates that it names or, if
 * it names none, about those of the clause before it in the sentence.
 */
final class ScheduleText {

  private static final Pattern SENTENCE = Pattern.compile("[。；;\\n]|<br\\s*/?>");
  private static final Pattern CLAUSE = Pattern.compile("[，,]");
  private static final Pattern DATES =
      Pattern.compile("(\\d{1,2})月(\\d{1,2})日(?:[（(][^）)]*[）)])?((?:[、及和與]\\d{1,2}日)*)");
  private static final Pattern MORE_DAYS = Pattern.compile("(\\d{1,2})日");

  /** What the words say. */
  enum Meaning {
    /** First or last trading day around a holiday. */
    OPEN,
    /** 市場無交易，僅辦理結算交割作業. */
    SETTLEMENT_ONLY,
    /** Nothing about trading, as on every holiday. */
    NONE
  }

  private ScheduleText() {}

  /** What name and description of a row say of {@code date}. */
  static Meaning of(LocalDate date, String name, String description) {
    String about = name + " " + clausesAbout(date, description);
    // In 2022 a day without trading is named 農曆春節前最後交易日 too: the denial outranks the name.
    if (about.contains("無交易") || about.contains("僅辦理結算交割")) {
      return Meaning.SETTLEMENT_ONLY;
    }
    return about.contains("開始交易") || about.contains("最後交易") ? Meaning.OPEN : Meaning.NONE;
  }

  private static String clausesAbout(LocalDate date, String description) {
    StringBuilder about = new StringBuilder();
    for (String sentence : SENTENCE.split(description, -1)) {
      boolean concerned = true;
      for (String clause : CLAUSE.split(sentence, -1)) {
        Set<Integer> named = monthDays(clause);
        if (!named.isEmpty()) {
          // A range is about whatever dates the row has.
          boolean range = clause.contains("至") || clause.contains("~");
          concerned = range || named.contains(monthDay(date.getMonthValue(), date.getDayOfMonth()));
        }
        if (concerned) {
          about.append(clause).append(' ');
        }
      }
    }
    return about.toString();
  }

  private static Set<Integer> monthDays(String clause) {
    Set<Integer> named = new HashSet<>();
    Matcher matcher = DATES.matcher(clause);
    while (matcher.find()) {
      int month = Integer.parseInt(matcher.group(1));
      named.add(monthDay(month, Integer.parseInt(matcher.group(2))));
      Matcher more = MORE_DAYS.matcher(matcher.group(3));
      while (more.find()) {
        named.add(monthDay(month, Integer.parseInt(more.group(1))));
      }
    }
    return named;
  }

  private static int monthDay(int month, int day) {
    return month * 100 + day;
  }
}

package io.tapehouse.simulator.hkex;

import java.time.LocalDate;
import java.util.Locale;

/**
 * What the form shows beside its fields' names.
 *
 * @param viewState the constant of the build
 * @param window which dates can be asked for
 * @param date the text of the date box
 * @param originalDate the date that a result was asked for, else empty
 * @param code the text of the stock code box
 * @param name the text of the stock name box
 * @param alert what the page pops up, else empty
 */
record FormState(
    Language language,
    String viewState,
    SearchWindow window,
    String date,
    String originalDate,
    String code,
    String name,
    String alert) {

  /** As it is on the first visit. */
  static FormState fresh(Language language, String viewState, SearchWindow window) {
    String newest = text(window.newest());
    return new FormState(language, viewState, window, newest, "", "", "", "");
  }

  /** A date as the pages write it. */
  static String text(LocalDate date) {
    return String.format(
        Locale.ROOT, "%04d/%02d/%02d", date.getYear(), date.getMonthValue(), date.getDayOfMonth());
  }
}

package io.tapehouse.simulator.hkex;

import io.tapehouse.simulator.hkex.Participant.Name;
import java.time.LocalDate;
import java.time.MonthDay;
import java.util.Optional;

/**
 * A security that CCASS knows.
 *
 * @param issued shares before any split
 * @param inCcass which part of them CCASS holds, about
 * @param holders how many participants hold it, at most
 * @param lot shares of a board lot
 * @param investors how many investors let their names be shown
 */
record Stock(
    String code,
    Name name,
    long issued,
    double inCcass,
    int holders,
    int lot,
    int investors,
    Event event) {

  static final int SPLIT = 10;

  /** What sets a stock apart. */
  record Event(Kind kind, Optional<LocalDate> from) {

    static final Event NONE = new Event(Kind.NONE, Optional.empty());

    static Event on(Kind kind, LocalDate from) {
      return new Event(kind, Optional.of(from));
    }

    static Event of(Kind kind) {
      return new Event(kind, Optional.empty());
    }
  }

  enum Kind {
    NONE,
    /** One share becomes ten on the day. */
    SPLIT,
    /** It is listed on the day. */
    LISTED,
    /** HKEX has no issued figure from the last week of September to the middle of October. */
    NO_ISSUED_FIGURE,
    /** The clearing house itself holds a few shares. */
    CLEARING_HOUSE,
    /** Few investors hide their names: none do. */
    NO_HIDDEN_INVESTORS
  }

  private static final MonthDay BLANK_FROM = MonthDay.of(9, 22);
  private static final MonthDay BLANK_TO = MonthDay.of(10, 15);

  boolean is(Kind kind) {
    return event.kind() == kind;
  }

  boolean isListedOn(LocalDate day) {
    return !is(Kind.LISTED) || event.from().stream().noneMatch(day::isBefore);
  }

  /** What a share of before any split is on a day. */
  int factor(LocalDate day) {
    return is(Kind.SPLIT) && event.from().stream().noneMatch(day::isBefore) ? SPLIT : 1;
  }

  boolean hasIssuedFigure(LocalDate day) {
    MonthDay of = MonthDay.from(day);
    return !is(Kind.NO_ISSUED_FIGURE) || of.isBefore(BLANK_FROM) || of.isAfter(BLANK_TO);
  }
}

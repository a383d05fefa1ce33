package io.tapehouse.etl.bars;

import java.util.ArrayList;
import java.util.List;

/**
 * One-minute bars of one instrument on one trading day, and the longer ones made of them. A bar is
 * named by its start; a print exactly at the close of its own session counts to the minute before;
 * a minute without a print has no bar. Not safe for use by many threads.
 */
public final class BarSeries {

  private static final int SECONDS = 60;
  private static final int SECONDS_A_DAY = 86_400;
  private static final int MINUTES_A_DAY = 1_440;

  private final int dayClose;
  private final int nightClose;
  private final List<Bar> minutes = new ArrayList<>();

  /**
   * An empty series.
   *
   * @param dayClose close of the day session as the second of the day in UTC
   * @param nightClose close of the night session, likewise; -1 where there is none
   */
  public BarSeries(int dayClose, int nightClose) {
    this.dayClose = dayClose;
    this.nightClose = nightClose;
  }

  /**
   * Takes the next print in the order of the file.
   *
   * @param moment seconds since 1970, UTC
   * @param price in millionths
   * @param volume as published
   */
  public void add(long moment, boolean day, long price, long volume) {
    long minute = Math.floorDiv(moment, SECONDS);
    if (moment == minute * SECONDS && isClose(moment, day)) {
      minute--;
    }
    int last = minutes.size() - 1;
    if (last >= 0 && minutes.get(last).startMinute == minute && minutes.get(last).day == day) {
      minutes.get(last).add(moment, price, volume);
    } else if (last < 0 || minutes.get(last).startMinute < minute) {
      minutes.add(new Bar(minute, day, moment, price, volume));
    } else {
      addEarlier(minute, moment, day, price, volume);
    }
  }

  /** Whether there was any print. */
  public boolean isEmpty() {
    return minutes.isEmpty();
  }

  /** The bars of one minute, by time. */
  public List<Bar> minutes() {
    return minutes;
  }

  /**
   * The bars of {@code scale} minutes, aligned to the clock, by time; none bridges two sessions.
   */
  public List<Bar> bars(int scale) {
    if (scale == 1) {
      return minutes;
    }
    // A day's bars at most, and of a contract that seldom trades nearly one a print.
    List<Bar> bars = new ArrayList<>(Math.min(minutes.size(), MINUTES_A_DAY / scale));
    Bar current = null;
    for (Bar minute : minutes) {
      long start = minute.startMinute - Math.floorMod(minute.startMinute, (long) scale);
      if (current != null && current.startMinute == start && current.day == minute.day) {
        current.append(minute);
      } else {
        current = minute.widen(start);
        bars.add(current);
      }
    }
    return bars;
  }

  private boolean isClose(long moment, boolean day) {
    return Math.floorMod(moment, SECONDS_A_DAY) == (day ? dayClose : nightClose);
  }

  /** TAIFEX writes a contract's prints by time; a line out of order still finds its minute. */
  private void addEarlier(long minute, long moment, boolean day, long price, long volume) {
    int at = minutes.size();
    while (at > 0 && minutes.get(at - 1).startMinute > minute) {
      at--;
    }
    if (at > 0 && minutes.get(at - 1).startMinute == minute && minutes.get(at - 1).day == day) {
      minutes.get(at - 1).add(moment, price, volume);
    } else {
      minutes.add(at, new Bar(minute, day, moment, price, volume));
    }
  }
}

package io.tapehouse.orchestrator.calendar;

/**
 * Evidence of whether an exchange was open on a day.
 *
 * @param rank how far it is believed
 * @param open whether it stands for an open day
 * @param words the file and its statement
 */
record DayEvidence(Rank rank, boolean open, String words) {

  /** The strongest first. */
  enum Rank {
    /** A publisher's own file of the day, or a night session that began on its evening. */
    OWN_FILE,
    /** A later file's night session began on the evening before. */
    NIGHT_SESSION,
    /** A month's file lacks the day and has later ones. */
    MONTH_WITHOUT_IT,
    /** The published schedule names it. */
    SCHEDULE,
    /** The published schedule does not name it, as it would name an open Saturday. */
    SCHEDULE_SILENT
  }

  /** Such as "open: <dataset> 2018-03-31 has trades". */
  String text() {
    return (open ? "open: " : "closed: ") + words;
  }
}

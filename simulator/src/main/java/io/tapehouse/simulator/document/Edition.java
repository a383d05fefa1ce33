package io.tapehouse.simulator.document;

import java.time.LocalDate;

/**
 * Which contents are wanted.
 *
 * @param date the day (or any day of the month or year) that the contents are about
 * @param revision 0 for the first posting, 1 for the file that was posted again
 */
public record Edition(LocalDate date, int revision, Portion portion, DocumentForm form) {}

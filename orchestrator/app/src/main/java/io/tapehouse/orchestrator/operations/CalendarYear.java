package io.tapehouse.orchestrator.operations;

import io.tapehouse.dictionary.calendar.CalendarDay;
import java.util.List;

/**
 * A year of an exchange.
 *
 * @param exchange its code
 * @param year which
 * @param days all of them
 */
public record CalendarYear(String exchange, int year, List<CalendarDay> days) {}

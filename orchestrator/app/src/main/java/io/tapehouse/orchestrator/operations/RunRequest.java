package io.tapehouse.orchestrator.operations;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a {@code tapehouse run} asks the scheduler of its home to run.
 *
 * @param source the source that the client asks for; null: the scheduler's
 * @param dags ids of DAGs; empty: those that run by default
 * @param date one trading date; null: see the others
 * @param from first of a range; null: the latest date
 * @param to last of a range
 */
public record RunRequest(
    @Nullable String source,
    List<String> dags,
    @Nullable LocalDate date,
    @Nullable LocalDate from,
    @Nullable LocalDate to) {}

package io.tapehouse.orchestrator.operations;

import org.jspecify.annotations.Nullable;

/**
 * Which part of which log is wanted.
 *
 * @param run which run
 * @param task which of its tasks
 * @param attempt which attempt; null: the newest
 * @param offset from which byte on
 */
public record LogRequest(String run, String task, @Nullable Integer attempt, long offset) {}

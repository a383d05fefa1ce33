package io.tapehouse.extractors.tabular;

import io.tapehouse.dictionary.RowCheck;
import org.jspecify.annotations.Nullable;

/**
 * What a declared check found in a file.
 *
 * @param name of the check
 * @param severity whether a failure keeps the rows out
 * @param passed whether all is as expected
 * @param expected what it expected
 * @param found how much is otherwise, with an example; null: nothing
 */
public record FileCheck(
    String name,
    RowCheck.Severity severity,
    boolean passed,
    String expected,
    @Nullable String found) {}

package io.tapehouse.emulators.redshift;

/**
 * A statement as the client sent it, before anything was rewritten.
 *
 * @param queryGroup the session's {@code query_group} at that moment, "" where none was set
 * @param sql the text; of a batch once for each row, with its parameters as {@code $1}
 */
public record SentStatement(String queryGroup, String sql) {}

package io.tapehouse.extractors;

import java.io.Serializable;

/**
 * A row that could not be read.
 *
 * @param fileName the file, with the entry of a zip after {@code !}
 * @param line line of the file, from 1; for JSON the row of its data, from 1
 * @param reason what was expected and what was found
 * @param raw the line as text; bytes that are no text are written {@code \xNN}
 */
public record BadRow(String fileName, long line, String reason, String raw)
    implements Serializable {}

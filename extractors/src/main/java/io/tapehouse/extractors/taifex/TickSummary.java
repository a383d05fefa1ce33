package io.tapehouse.extractors.taifex;

import java.util.List;

/**
 * What was read of a tick file.
 *
 * @param rows rows below the header, good and bad
 * @param spreadRows of these, the good ones of spreads
 * @param bytes bytes of text
 * @param newColumns columns that Tapehouse does not know; they were left alone
 * @param notes what else is worth a word about the file: that it is written in another encoding,
 *     that its times have lost their zeros
 */
public record TickSummary(
    long rows, long spreadRows, long bytes, List<String> newColumns, List<String> notes) {}

package io.tapehouse.extractors.http;

/**
 * What came of a body.
 *
 * @param bytes how many, as sent
 * @param excerpt the begin of a body that is not kept, else empty
 */
record Received(long bytes, String excerpt) {}

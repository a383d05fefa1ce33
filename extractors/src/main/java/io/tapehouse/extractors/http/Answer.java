package io.tapehouse.extractors.http;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A whole answer of status 200.
 *
 * @param file temporary file with the body, decompressed; the caller's to move or delete
 * @param bytes its size
 * @param contentType as the publisher declared it; null: not declared
 */
public record Answer(Path file, long bytes, @Nullable String contentType) {}

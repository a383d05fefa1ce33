package io.tapehouse.sql.load;

/**
 * A file of the lake that is to be read.
 *
 * @param location where the engine finds it: a path or an {@code s3://} address
 * @param size in bytes
 */
public record ParquetFile(String location, long size) {}

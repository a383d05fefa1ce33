package io.tapehouse.sql;

import java.time.LocalDate;

/**
 * What a partition is made from.
 *
 * @param dataset id of the dataset
 * @param date the date that its file is filed under
 * @param inputSha256 digest over everything that the load or its checks read
 * @param rulesVersion version of the rules that read it
 */
public record PartitionInput(
    String dataset, LocalDate date, String inputSha256, int rulesVersion) {}

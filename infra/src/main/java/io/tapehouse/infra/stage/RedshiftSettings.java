package io.tapehouse.infra.stage;

/**
 * The warehouse.
 *
 * @param database its name
 * @param user who owns the tables
 * @param baseRpu capacity at which it begins; 4 is the least
 * @param maxRpu capacity beyond which it does not go
 * @param rpuHoursADay use of a day at which an alarm goes off
 */
public record RedshiftSettings(
    String database, String user, int baseRpu, int maxRpu, int rpuHoursADay) {}

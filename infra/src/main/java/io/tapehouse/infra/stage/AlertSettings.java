package io.tapehouse.infra.stage;

/**
 * Who is notified, and from which cost on.
 *
 * @param email who gets alarms; confirms the subscription once
 * @param budgetUsdAMonth budget of this stage in US dollars
 */
public record AlertSettings(String email, int budgetUsdAMonth) {}

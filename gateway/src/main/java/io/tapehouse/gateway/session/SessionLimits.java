package io.tapehouse.gateway.session;

import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;

/**
 * What a session may use.
 *
 * @param statementTimeout a statement that takes longer is cancelled; zero: none is
 * @param rows a result may have; 0: as many as there are
 * @param messageBytes a message of a client may have
 * @param statements prepared ones, and portals, that a session may have at once
 * @param timer cancels statements
 */
public record SessionLimits(
    Duration statementTimeout,
    long rows,
    int messageBytes,
    int statements,
    ScheduledExecutorService timer) {}

/**
 * The run store on a relational database: one file of H2 for one process, or PostgreSQL for many
 * nodes.
 *
 * <p>Locks are always taken in this order, so that transactions never wait for each other in a
 * circle: backfill, runs by number, pools by name, task instances, counters. Heartbeats and claims
 * skip task instances that another transaction has locked.
 */
@NullMarked
package io.tapehouse.orchestrator.runstore.jdbc;

import org.jspecify.annotations.NullMarked;

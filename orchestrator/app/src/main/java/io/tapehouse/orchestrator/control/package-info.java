/**
 * The endpoint of a home's owner on this machine, and its clients: how one process asks another one
 * that has the home.
 */
@NullMarked
package io.tapehouse.orchestrator.control;

import org.jspecify.annotations.NullMarked;

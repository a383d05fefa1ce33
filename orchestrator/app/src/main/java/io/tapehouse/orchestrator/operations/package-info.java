/**
 * What people can ask of the orchestrator. One interface, which the owner of a home answers for
 * everybody, and a command by itself where there is no owner.
 */
@NullMarked
package io.tapehouse.orchestrator.operations;

import org.jspecify.annotations.NullMarked;

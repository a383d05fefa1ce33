package io.tapehouse.simulator;

import java.util.Optional;

/**
 * What is decided about one request.
 *
 * @param fault what goes wrong
 * @param revision 0 for the first posting of the file, 1 for the second
 */
record Turn(Optional<PublisherFault> fault, int revision) {}

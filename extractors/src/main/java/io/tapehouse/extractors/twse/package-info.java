/**
 * Readers of the files of the Taiwan Stock Exchange. They read bytes; nothing here uses a network.
 */
@NullMarked
package io.tapehouse.extractors.twse;

import org.jspecify.annotations.NullMarked;

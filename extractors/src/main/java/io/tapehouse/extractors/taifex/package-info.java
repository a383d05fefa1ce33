/** Readers of the files of the Taiwan Futures Exchange. */
@NullMarked
package io.tapehouse.extractors.taifex;

import org.jspecify.annotations.NullMarked;

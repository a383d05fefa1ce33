/** Reader of the files of FinMind, which sells what it collects of Taiwan's exchanges. */
@NullMarked
package io.tapehouse.extractors.finmind;

import org.jspecify.annotations.NullMarked;

@NullMarked
package io.tapehouse.etl.bars;

import org.jspecify.annotations.NullMarked;

@NullMarked
package io.tapehouse.etl.parquet;

import org.jspecify.annotations.NullMarked;

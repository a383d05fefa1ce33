@NullMarked
package io.tapehouse.etl.job;

import org.jspecify.annotations.NullMarked;

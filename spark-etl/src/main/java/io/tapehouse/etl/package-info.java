@NullMarked
package io.tapehouse.etl;

import org.jspecify.annotations.NullMarked;

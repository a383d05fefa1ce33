@NullMarked
package io.tapehouse.store;

import org.jspecify.annotations.NullMarked;

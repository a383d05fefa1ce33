@NullMarked
package io.tapehouse.store.lake;

import org.jspecify.annotations.NullMarked;

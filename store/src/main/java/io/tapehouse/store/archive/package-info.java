@NullMarked
package io.tapehouse.store.archive;

import org.jspecify.annotations.NullMarked;

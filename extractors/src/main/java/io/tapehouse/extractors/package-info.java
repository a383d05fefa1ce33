@NullMarked
package io.tapehouse.extractors;

import org.jspecify.annotations.NullMarked;

@NullMarked
package io.tapehouse.dictionary;

import org.jspecify.annotations.NullMarked;

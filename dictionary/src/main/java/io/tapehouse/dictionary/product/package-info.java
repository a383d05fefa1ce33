@NullMarked
package io.tapehouse.dictionary.product;

import org.jspecify.annotations.NullMarked;

@NullMarked
package io.tapehouse.dictionary.calendar;

import org.jspecify.annotations.NullMarked;

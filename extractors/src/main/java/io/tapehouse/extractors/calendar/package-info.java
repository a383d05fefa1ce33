/** The trading calendar as an exchange's own files show it. */
@NullMarked
package io.tapehouse.extractors.calendar;

import org.jspecify.annotations.NullMarked;

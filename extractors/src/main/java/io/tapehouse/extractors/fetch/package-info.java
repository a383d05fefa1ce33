/** Fetching a dataset's file for a date, and telling whether what came is that file. */
@NullMarked
package io.tapehouse.extractors.fetch;

import org.jspecify.annotations.NullMarked;

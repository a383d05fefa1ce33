/** What the text files of all publishers have in common: forms, lines, rows, dates. */
@NullMarked
package io.tapehouse.extractors.text;

import org.jspecify.annotations.NullMarked;

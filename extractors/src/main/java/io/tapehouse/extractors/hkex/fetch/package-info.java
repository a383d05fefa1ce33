/** Asks HKEX's "CCASS Shareholding Search" for pages. */
@NullMarked
package io.tapehouse.extractors.hkex.fetch;

import org.jspecify.annotations.NullMarked;

/**
 * Readers of the pages of Hong Kong's Central Clearing and Settlement System (CCASS), as HKEX shows
 * them under "CCASS Shareholding Search". They read bytes; nothing here uses a network.
 */
@NullMarked
package io.tapehouse.extractors.hkex;

import org.jspecify.annotations.NullMarked;

package io.tapehouse.extractors.hkex;

import java.io.Serializable;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A row of a page's summary: what one kind of participant holds together. Immutable.
 *
 * @param shareholding shares, warrants or units
 * @param participants how many hold them
 * @param percent of the issued shares, as published: two decimals; null where HKEX leaves it blank
 */
public record CcassCategory(long shareholding, int participants, @Nullable BigDecimal percent)
    implements Serializable {}

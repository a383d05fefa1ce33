package io.tapehouse.orchestrator.source;

import io.tapehouse.extractors.http.BearerToken;
import io.tapehouse.extractors.http.HostLimits;
import java.util.Optional;

/**
 * How publishers are asked.
 *
 * @param userAgent who we say we are
 * @param finMindToken token of a FinMind sponsor
 * @param limits when hosts may be asked, for all who share it
 * @param ccass how HKEX is asked, or that it is not
 */
public record Manners(
    String userAgent, Optional<BearerToken> finMindToken, HostLimits limits, CcassManners ccass) {}

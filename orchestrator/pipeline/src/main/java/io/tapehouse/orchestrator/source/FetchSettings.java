package io.tapehouse.orchestrator.source;

import io.tapehouse.extractors.http.BearerToken;
import io.tapehouse.extractors.http.ClientSettings.Unreachable;
import io.tapehouse.extractors.http.HostLimits;
import java.util.Optional;

/**
 * How publishers are asked.
 *
 * @param userAgent who we say we are
 * @param unreachable what is done about a host to which there is no connection
 * @param finMindToken token of a FinMind sponsor
 * @param limits when hosts may be asked, for all who share it
 * @param ccass how HKEX is asked, or that it is not
 */
public record FetchSettings(
    String userAgent,
    Unreachable unreachable,
    Optional<BearerToken> finMindToken,
    HostLimits limits,
    CcassFetchSettings ccass) {

  /** The same with something else done about hosts that cannot be reached. */
  FetchSettings with(Unreachable changed) {
    return new FetchSettings(userAgent, changed, finMindToken, limits, ccass);
  }
}

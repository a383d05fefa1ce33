package io.tapehouse.simulator;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What is simulated. The same seed, volume and typhoon days give the same bytes for a date, in
 * whatever order and in whatever process they are asked for.
 *
 * @param volume how busy the days are: 1.0 is a small day of about 60,000 futures rows
 * @param faults what goes wrong
 * @param typhoonDays closed days that the holiday schedule does not list
 * @param slowness how late a slow answer is
 * @param today the last day that has files; without it every day has. CCASS takes it for the date
 *     in Hong Kong and shows the twelve months up to the day before; without it everything up to
 *     yesterday
 * @param ccass the simulated CCASS
 */
public record SimulatorConfig(
    long seed,
    double volume,
    List<FaultRule> faults,
    Set<LocalDate> typhoonDays,
    Duration slowness,
    Optional<LocalDate> today,
    SimulatedCcass ccass) {

  public SimulatorConfig {
    if (!(volume > 0 && volume <= 100)) {
      throw new IllegalArgumentException("volume is above 0 and at most 100, not " + volume);
    }
    if (slowness.isNegative()) {
      throw new IllegalArgumentException("slowness is not negative, not " + slowness);
    }
    faults = List.copyOf(faults);
    typhoonDays = Set.copyOf(typhoonDays);
  }

  /** Seed 1, normal volume, nothing goes wrong. */
  public static SimulatorConfig defaults() {
    return new SimulatorConfig(
        1,
        1.0,
        List.of(),
        Set.of(),
        Duration.ofSeconds(2),
        Optional.empty(),
        SimulatedCcass.defaults());
  }

  /** The same with another seed. */
  public SimulatorConfig withSeed(long other) {
    return new SimulatorConfig(other, volume, faults, typhoonDays, slowness, today, ccass);
  }

  /** The same with busier or quieter days. */
  public SimulatorConfig withVolume(double other) {
    return new SimulatorConfig(seed, other, faults, typhoonDays, slowness, today, ccass);
  }

  /** The same with other faults, each in the form of {@link FaultRule#parse}. */
  public SimulatorConfig withFaults(String... rules) {
    List<FaultRule> other = List.of(rules).stream().map(FaultRule::parse).toList();
    return new SimulatorConfig(seed, volume, other, typhoonDays, slowness, today, ccass);
  }

  /** The same with other typhoons. */
  public SimulatorConfig withTyphoonDays(LocalDate... days) {
    return new SimulatorConfig(seed, volume, faults, Set.of(days), slowness, today, ccass);
  }

  /** The same with another delay of slow answers. */
  public SimulatorConfig withSlowness(Duration other) {
    return new SimulatorConfig(seed, volume, faults, typhoonDays, other, today, ccass);
  }

  /** The same with a last day. */
  public SimulatorConfig withToday(LocalDate day) {
    return new SimulatorConfig(
        seed, volume, faults, typhoonDays, slowness, Optional.of(day), ccass);
  }

  /** The same with another CCASS. */
  public SimulatorConfig withCcass(SimulatedCcass other) {
    return new SimulatorConfig(seed, volume, faults, typhoonDays, slowness, today, other);
  }
}

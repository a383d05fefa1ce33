package io.tapehouse.orchestrator.source;

import io.tapehouse.extractors.fetch.Fetcher;
import io.tapehouse.extractors.http.BearerToken;
import io.tapehouse.extractors.http.ClientSettings;
import io.tapehouse.extractors.http.ClientSettings.Retries;
import io.tapehouse.extractors.http.ClientSettings.Timeouts;
import io.tapehouse.extractors.http.ClientSettings.Unreachable;
import io.tapehouse.extractors.http.PoliteClient;
import io.tapehouse.extractors.http.Target;
import io.tapehouse.extractors.http.TransferListener;
import io.tapehouse.simulator.ExchangeSimulator;
import io.tapehouse.simulator.SimulatorConfig;
import io.tapehouse.store.archive.Archive;
import io.tapehouse.store.archive.Receipt.Origin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The sources by their names on the command line. */
public final class Sources {

  private static final String REPLAY = "replay:";

  /** Long enough for a throttle to be lifted, short enough for a user who waits. */
  private static final Duration LIVE_REST = Duration.ofSeconds(45);

  private static final Duration SIMULATED_REST = Duration.ofMillis(200);

  /** The simulator needs no rest, so waiting for it is a matter of moments. */
  private static final Retries SIMULATED_RETRIES =
      new Retries(
          5,
          Duration.ofMillis(50),
          Duration.ofSeconds(1),
          Duration.ofSeconds(5),
          Duration.ofMinutes(1));

  private static final Timeouts SIMULATED_TIMEOUTS =
      new Timeouts(Duration.ofSeconds(5), Duration.ofSeconds(10), Duration.ofSeconds(30));

  private Sources() {}

  /** A source that was named and not opened yet. */
  public interface Choice {

    /** What kind of data it will bring. */
    DataKind kind();

    /**
     * Opens it.
     *
     * @param archive where it brings files
     * @param scratch folder for unfinished downloads
     * @param manners how publishers are asked; the simulator has none to be minded
     */
    Source open(Archive archive, Path scratch, FetchSettings manners) throws IOException;

    /** How it was named. */
    String name();

    /** What is to be seen of the archive. */
    default Archive view(Archive archive) {
      return archive;
    }

    /** The same for a user who waits: a host that cannot be reached is given up at once. */
    Choice inForeground();
  }

  private record NamedChoice(String name, DataKind kind, Opener opener) implements Choice {
    @Override
    public Source open(Archive archive, Path scratch, FetchSettings manners) throws IOException {
      return opener.open(archive, scratch, manners);
    }

    @Override
    public Choice inForeground() {
      return new NamedChoice(
          name,
          kind,
          (archive, scratch, manners) ->
              opener.open(archive, scratch, manners.with(Unreachable.GIVEN_UP)));
    }
  }

  @FunctionalInterface
  private interface Opener {
    Source open(Archive archive, Path scratch, FetchSettings manners) throws IOException;
  }

  /**
   * Chooses a source.
   *
   * @param name {@code live}, {@code sim} or {@code replay:DIR}
   * @param faults rules for the simulator
   * @throws IllegalArgumentException for any other name, for a folder that does not exist, and for
   *     faults of anything but the simulator
   */
  public static Choice choose(String name, List<String> faults) {
    if (!faults.isEmpty() && !name.equals("sim")) {
      throw new IllegalArgumentException("--fault goes with --source sim alone");
    }
    if (name.equals("live")) {
      return new NamedChoice(name, DataKind.REAL, Sources::live);
    }
    if (name.equals("sim")) {
      SimulatorConfig config = SimulatorConfig.defaults().withFaults(faults.toArray(String[]::new));
      return new NamedChoice(
          name,
          DataKind.SIMULATED,
          (archive, scratch, manners) -> simulated(config, archive, scratch, manners));
    }
    if (name.startsWith(REPLAY)) {
      Path folder = Path.of(name.substring(REPLAY.length()));
      if (!Files.isDirectory(folder)) {
        throw new IllegalArgumentException(
            "--source " + name + ": there is no folder " + folder.toAbsolutePath());
      }
      return new NamedChoice(
          name, DataKind.REAL, (archive, scratch, manners) -> new ReplaySource(folder, archive));
    }
    throw new IllegalArgumentException(
        "--source %s: expected live, sim or replay:DIR".formatted(name));
  }

  /**
   * The archive itself, of which nothing is fetched.
   *
   * @param kind what it holds
   * @param asOf without versions that were received later; null: all of it
   */
  public static Choice archive(DataKind kind, @Nullable Instant asOf) {
    return new ArchiveChoice(kind, asOf);
  }

  private record ArchiveChoice(DataKind kind, @Nullable Instant asOf) implements Choice {
    @Override
    public Source open(Archive archive, Path scratch, FetchSettings manners) {
      return new ArchiveSource(archive, kind);
    }

    @Override
    public String name() {
      return "archive";
    }

    @Override
    public Archive view(Archive archive) {
      return asOf == null ? archive : archive.asOf(asOf);
    }

    @Override
    public Choice inForeground() {
      return this;
    }
  }

  private static Source live(Archive archive, Path scratch, FetchSettings manners) {
    CcassFetchSettings ccass = manners.ccass();
    PoliteClient client =
        new PoliteClient(
            scratch,
            ClientSettings.defaults()
                .with(manners.unreachable())
                .withUserAgent(manners.userAgent()),
            new Target(ccass::politeness, Target.live().route()),
            TransferListener.NONE,
            manners.limits());
    Optional<BearerToken> token = manners.finMindToken();
    Source others =
        new HttpSource(
            "live",
            Origin.LIVE,
            DataKind.REAL,
            new Fetcher(client, token.orElse(null)),
            archive,
            scratch,
            LIVE_REST,
            () -> {});
    return CcassSource.of(others, archive, scratch, client, ccass, Origin.LIVE);
  }

  private static Source simulated(
      SimulatorConfig config, Archive archive, Path scratch, FetchSettings manners) {
    ExchangeSimulator simulator = ExchangeSimulator.start(config);
    PoliteClient client =
        new PoliteClient(
            scratch,
            ClientSettings.defaults().with(SIMULATED_TIMEOUTS).with(SIMULATED_RETRIES),
            Target.simulator(simulator.baseUri()),
            TransferListener.NONE);
    Source others =
        new HttpSource(
            "sim",
            Origin.SIMULATED,
            DataKind.SIMULATED,
            // The simulated FinMind wants a token too, and takes any.
            new Fetcher(client, BearerToken.of("simulated").orElseThrow()),
            archive,
            scratch,
            SIMULATED_REST,
            simulator);
    // The simulator needs no permission.
    CcassFetchSettings ccass =
        new CcassFetchSettings(true, Duration.ZERO, manners.ccass().stocks());
    return CcassSource.of(others, archive, scratch, client, ccass, Origin.SIMULATED);
  }
}

package io.tapehouse.orchestrator.cli;

import io.tapehouse.orchestrator.config.Configuration;
import io.tapehouse.orchestrator.home.Home;
import io.tapehouse.orchestrator.site.AwsSite;
import io.tapehouse.orchestrator.site.Site;
import io.tapehouse.orchestrator.site.Sites;
import io.tapehouse.store.FolderObjectStore;
import io.tapehouse.store.archive.Archive;
import java.nio.file.Path;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** Archives by where they are: a folder, an address of S3, or the configuration's own. */
final class ArchiveLocations implements AutoCloseable {

  private final Site own;
  private final AwsSite s3;

  ArchiveLocations(Home home, Configuration configuration) {
    this.own = Sites.of(home, configuration);
    this.s3 = new AwsSite(home, configuration);
  }

  /** The archive at a place; null: the configuration's. */
  Archive archive(@Nullable String place) {
    if (place == null) {
      return new Archive(own.archive(), Clock.systemUTC());
    }
    return new Archive(
        place.startsWith("s3://") ? s3.store(place) : new FolderObjectStore(Path.of(place)),
        Clock.systemUTC());
  }

  String name(@Nullable String place) {
    return place == null ? own.archiveLocation() : place;
  }

  @Override
  public void close() {
    try (own) {
      s3.close();
    }
  }
}

package io.tapehouse.infra.image;

import com.google.cloud.tools.jib.api.JibContainerBuilder;
import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import com.google.cloud.tools.jib.api.buildplan.FileEntry;
import com.google.cloud.tools.jib.api.buildplan.FilePermissions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The image of the orchestrator on a base with Java: the jars of others, our jars, and the folders
 * into which it writes. There is no Spark in it, EMR has its own. All times are fixed, so the same
 * jars on the same base give the same digest.
 *
 * @param version label {@code org.opencontainers.image.version}
 * @param revision label {@code org.opencontainers.image.revision}
 * @param certificates of RDS, for {@code ssl-mode: verify-full}
 */
record OrchestratorImage(
    Program program, String version, String revision, Optional<Path> certificates) {

  /** Fargate gives a volume the owner that the image's folder has. */
  static final String USER = "1000:1000";

  static final String HOME = "/home/tapehouse";
  static final String TEMPORARY = "/tmp";

  private static final String APP = "/app";
  private static final Instant TIME = Instant.EPOCH.plusSeconds(1);

  /**
   * What a container runs; {@code scheduler} or another command follows. Out of memory ends it, so
   * that ECS starts another one and the run store hands its tasks on.
   */
  static final List<String> ENTRY_POINT =
      List.of(
          "java",
          "-XX:MaxRAMPercentage=65",
          "-XX:+UseSerialGC",
          "-XX:+ExitOnOutOfMemoryError",
          "-Dfile.encoding=UTF-8",
          "-Djava.io.tmpdir=" + TEMPORARY,
          "-cp",
          APP + "/tapehouse/*:" + APP + "/lib/*",
          "io.tapehouse.orchestrator.Tapehouse");

  /** Adds everything to a base. */
  JibContainerBuilder on(JibContainerBuilder base) throws IOException {
    List<FileEntriesLayer> layers = new ArrayList<>();
    layers.add(layer("libraries", "/lib", program.libraries()));
    layers.add(layer("tapehouse", "/tapehouse", program.own()));
    layers.add(folders());
    certificates.ifPresent(
        file ->
            layers.add(
                FileEntriesLayer.builder()
                    .setName("certificates")
                    .addEntry(file, AbsoluteUnixPath.get(APP + "/rds.pem"))
                    .build()));
    return base.setFileEntriesLayers(layers)
        .setEntrypoint(ENTRY_POINT)
        .setUser(USER)
        .setWorkingDirectory(AbsoluteUnixPath.get(HOME))
        .setVolumes(Set.of(AbsoluteUnixPath.get(HOME), AbsoluteUnixPath.get(TEMPORARY)))
        .setEnvironment(Map.of("TAPEHOUSE_HOME", HOME, "HOME", HOME))
        .setCreationTime(Instant.EPOCH)
        .setLabels(
            Map.of(
                "org.opencontainers.image.title",
                "tapehouse-orchestrator",
                "org.opencontainers.image.licenses",
                "Apache-2.0",
                "org.opencontainers.image.version",
                version,
                "org.opencontainers.image.revision",
                revision));
  }

  private static FileEntriesLayer layer(String name, String folder, List<Path> jars) {
    FileEntriesLayer.Builder layer = FileEntriesLayer.builder().setName(name);
    for (Path jar : jars) {
      layer.addEntry(jar, AbsoluteUnixPath.get(APP + folder).resolve(jar.getFileName()));
    }
    return layer.build();
  }

  /** Without the folders in the image their volumes would belong to root. */
  private static FileEntriesLayer folders() throws IOException {
    Path empty = Files.createTempDirectory("empty");
    empty.toFile().deleteOnExit();
    return FileEntriesLayer.builder()
        .setName("folders")
        .addEntry(folder(empty, HOME, "700"))
        .addEntry(folder(empty, TEMPORARY, "777"))
        .build();
  }

  private static FileEntry folder(Path empty, String path, String mode) {
    return new FileEntry(
        empty, AbsoluteUnixPath.get(path), FilePermissions.fromOctalString(mode), TIME, USER);
  }
}

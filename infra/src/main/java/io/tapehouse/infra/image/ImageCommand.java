package io.tapehouse.infra.image;

import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.InvalidImageReferenceException;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.JibContainer;
import com.google.cloud.tools.jib.api.JibContainerBuilder;
import com.google.cloud.tools.jib.api.RegistryImage;
import com.google.cloud.tools.jib.api.TarImage;
import com.google.cloud.tools.jib.api.buildplan.Platform;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Makes the image of the orchestrator and pushes it to a registry or into a file; no Docker. */
@Command(
    name = "image",
    mixinStandardHelpOptions = true,
    description = "Makes the container image of the orchestrator, without Docker.")
public final class ImageCommand implements Callable<Integer> {

  private static final String SCRATCH = "scratch";
  private static final String TAR = "tar:";

  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--base",
      required = true,
      description =
          "image with a Java 17 or newer, pinned: NAME@sha256:DIGEST, or tar:FILE; scratch for none")
  private String base = SCRATCH;

  @Option(names = "--to", required = true, description = "where to: REGISTRY/NAME:TAG, or tar:FILE")
  private String target = "";

  @Option(
      names = "--program",
      defaultValue = "../orchestrator/app/target",
      description = "build of the orchestrator (default: ${DEFAULT-VALUE})")
  private Path program = Path.of("");

  @Option(
      names = "--architecture",
      defaultValue = "arm64",
      description =
          "arm64 or amd64, as service.architecture of the stage (default: ${DEFAULT-VALUE})")
  private String architecture = "";

  @Option(names = "--version-label", defaultValue = "0.1.0", description = "a label")
  private String version = "";

  @Option(names = "--revision", defaultValue = "unknown", description = "a label: the commit")
  private String revision = "";

  @Option(
      names = "--rds-certificates",
      description = "certificates of RDS, for ssl-mode verify-full")
  private @Nullable Path certificates;

  @Option(
      names = "--user",
      defaultValue = "AWS",
      description = "user of the registry; the password is in the variable REGISTRY_PASSWORD")
  private String user = "";

  /** Runs the command and exits with its code: 0 success, 1 failure, 2 wrong usage. */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new ImageCommand()).execute(arguments));
  }

  @Override
  public Integer call() throws Exception {
    JibContainer image =
        new OrchestratorImage(
                Program.of(program), version, revision, Optional.ofNullable(certificates))
            .on(base())
            // A base of several platforms is asked for this one.
            .setPlatforms(Set.of(new Platform(architecture, "linux")))
            .containerize(target());
    System.out.println(image.getDigest());
    return 0;
  }

  private JibContainerBuilder base() throws InvalidImageReferenceException {
    if (base.equals(SCRATCH)) {
      return Jib.fromScratch();
    }
    if (base.startsWith(TAR)) {
      return Jib.from(TarImage.at(Path.of(base.substring(TAR.length()))));
    }
    if (base.contains("@sha256:")) {
      return Jib.from(RegistryImage.named(base));
    }
    throw refused("--base: expected NAME@sha256:DIGEST, tar:FILE or scratch, found " + base);
  }

  private Containerizer target() throws InvalidImageReferenceException {
    if (target.startsWith(TAR)) {
      return Containerizer.to(
          TarImage.at(Path.of(target.substring(TAR.length()))).named("tapehouse:" + version));
    }
    String password = System.getenv("REGISTRY_PASSWORD");
    if (password == null) {
      throw refused("REGISTRY_PASSWORD is not set; `aws ecr get-login-password` prints it");
    }
    return Containerizer.to(RegistryImage.named(target).addCredential(user, password));
  }

  private ParameterException refused(String message) {
    if (spec == null) {
      throw new IllegalStateException(message);
    }
    return new ParameterException(spec.commandLine(), message);
  }
}

package io.tapehouse.orchestrator.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapehouse.orchestrator.config.Configuration;
import io.tapehouse.orchestrator.e2e.Said;
import io.tapehouse.orchestrator.home.OwnedHome;
import io.tapehouse.orchestrator.runstore.RunStore;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Commands where nobody has the home. */
class LocalCommandsTest extends CommandsContract {

  @Override
  void store(InStore work) throws IOException {
    try (OwnedHome owned = OwnedHome.takeAsItIs(home, "a test");
        RunStore store = new TestInstallation().open(owned.home(), Configuration.defaults())) {
      work.on(store);
    }
  }

  @Override
  boolean hasScheduler() {
    return false;
  }

  @Test
  void aHomeIsGivenBackAfterEachCommand() throws IOException {
    assertThat(tapehouse("dags", "list").exit()).isZero();
    assertThat(tapehouse("dags", "show", "nothing").exit()).isEqualTo(2);
    assertThat(OwnedHome.owner(home)).isEmpty();
  }

  @Test
  void whoHasTheHomeForAMomentIsWaitedFor() throws Exception {
    CompletableFuture<Said> asked;
    try (OwnedHome owned = OwnedHome.takeAsItIs(home, "another command")) {
      assertThat(owned).isNotNull();
      asked = CompletableFuture.supplyAsync(() -> tapehouse("dags", "list"));
    }
    Said said = asked.get();
    assertThat(said.exit()).as(said.err()).isZero();
  }

  @Test
  void aHomeThatWasNeverUsedHasDags() {
    Said said =
        Said.tapehouse(
            new TestInstallation(), "dags", "list", "--home", folder.resolve("new").toString());
    assertThat(said.exit()).as(said.err()).isZero();
    assertThat(said.out()).contains("quotes");
  }
}

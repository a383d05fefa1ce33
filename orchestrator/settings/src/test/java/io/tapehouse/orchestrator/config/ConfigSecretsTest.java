package io.tapehouse.orchestrator.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Secrets are found by their references, and never shown. */
class ConfigSecretsTest {

  @TempDir private Path folder;

  private LoadedConfiguration token(String reference, Map<String, String> environment) {
    return ConfigWorkbench.load(
        folder, "fetch: {finmind-token: '%s'}\n".formatted(reference), environment);
  }

  private static Secret token(LoadedConfiguration loaded) {
    return loaded.configuration().fetch().finmindToken();
  }

  @Test
  void fromAVariable() {
    LoadedConfiguration loaded = token("env:MY_TOKEN", Map.of("MY_TOKEN", "s3cret"));
    assertThat(loaded.secrets().values()).isEmpty();
    assertThat(token(loaded).resolve()).isEqualTo("s3cret");
    assertThat(token(loaded).resolveIfSet()).contains("s3cret");
    assertThat(loaded.secrets().values()).containsExactly("s3cret");
  }

  @Test
  void fromAFileWithoutItsLastLineBreak() throws IOException {
    Path file = Files.writeString(folder.resolve("token"), " s3cret \n");
    LoadedConfiguration loaded = token("file:" + file, Map.of());
    assertThat(token(loaded).resolve()).isEqualTo(" s3cret ");
    Files.writeString(file, "changed");
    assertThat(token(loaded).resolve()).isEqualTo("changed");
    assertThat(loaded.secrets().values()).containsExactlyInAnyOrder(" s3cret ", "changed");
  }

  @Test
  void nothingShowsIt() {
    LoadedConfiguration loaded = token("env:MY_TOKEN", Map.of("MY_TOKEN", "s3cret"));
    assertThat(token(loaded).resolve()).isEqualTo("s3cret");
    assertThat(loaded.toString() + loaded.configuration() + ConfigurationText.yaml(loaded))
        .contains("env:MY_TOKEN")
        .doesNotContain("s3cret");
  }

  @Test
  void theDefaultMayBeAbsent() {
    Secret token = token(ConfigWorkbench.load(Map.of()));
    assertThat(token.resolveIfSet()).isEmpty();
    assertThatThrownBy(token::resolve)
        .isInstanceOf(UnresolvedSecretException.class)
        .hasMessage("default: fetch.finmind-token: env:FINMIND_TOKEN is not set");
    assertThat(token(ConfigWorkbench.load(Map.of("FINMIND_TOKEN", "t"))).resolveIfSet())
        .contains("t");
  }

  @Test
  void whatSomebodyConfiguredMayNotBeAbsent() {
    Secret token = token(token("env:MY_TOKEN", Map.of("MY_TOKEN", "")));
    assertThatThrownBy(token::resolveIfSet)
        .isInstanceOf(UnresolvedSecretException.class)
        .hasMessage(folder + "/tapehouse.yaml:1: fetch.finmind-token: env:MY_TOKEN is not set");
  }

  @Test
  void aFileThatIsAbsentEmptyOrNoText() throws IOException {
    Path file = folder.resolve("token");
    LoadedConfiguration loaded = token("file:" + file, Map.of());
    assertThatThrownBy(() -> token(loaded).resolve())
        .hasMessageEndingWith("file:" + file + " cannot be read: there is no such file");
    assertThat(loaded.unresolvedSecrets()).hasSize(1);
    Files.writeString(file, "\n");
    assertThatThrownBy(() -> token(loaded).resolve())
        .hasMessageEndingWith("file:" + file + " is empty");
    Files.write(file, new byte[] {(byte) 0xff, 's', '3'});
    assertThatThrownBy(() -> token(loaded).resolve())
        .isInstanceOf(UnresolvedSecretException.class)
        .hasMessageContaining("cannot be read: ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"hunter2", "env", "https://user:hunter2@host", "12345"})
  void aPlainSecretInTheFileIsRefusedAndNotRepeated(String plain) {
    assertThat(
            ConfigWorkbench.problems(folder, "run-store: {password: '" + plain + "'}\n", Map.of()))
        .singleElement()
        .asString()
        .startsWith(
            "tapehouse.yaml:1: run-store.password: expected a secret by reference, env:NAME,"
                + " file:/path or secretsmanager:ID#KEY, found plain text. Put the secret into")
        .doesNotContain(plain.length() > 3 ? plain : "'env'");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "env:",
        "env:not a name",
        "file:",
        "file:relative/path",
        "secretsmanager:",
        "secretsmanager:a b"
      })
  void aReferenceToNothing(String reference) {
    assertThat(
            ConfigWorkbench.problems(
                folder, "run-store: {password: '" + reference + "'}\n", Map.of()))
        .singleElement()
        .asString()
        .endsWith("found a reference without a name, an id or an absolute path");
  }

  @Test
  void aSecretOfTheSecretsManagerIsAskedForEachTime() {
    LoadedConfiguration loaded = password("secretsmanager:tapehouse/db");
    Secret password = loaded.configuration().runStore().password().orElseThrow();
    assertThatThrownBy(password::resolve)
        .isInstanceOf(UnresolvedSecretException.class)
        .hasMessageEndingWith("cannot be had: aws.region is not set, and Secrets Manager needs it");
    List<String> answers = new ArrayList<>(List.of("first", "second"));
    List<String> asked = new ArrayList<>();
    loaded
        .secrets()
        .managedBy(
            id -> {
              asked.add(id);
              return answers.remove(0);
            });
    assertThat(password.resolve()).isEqualTo("first");
    assertThat(password.resolve()).isEqualTo("second");
    assertThat(asked).containsExactly("tapehouse/db", "tapehouse/db");
    assertThat(loaded.secrets().values()).containsExactlyInAnyOrder("first", "second");
  }

  @Test
  void aMemberOfASecretThatIsAnObject() {
    LoadedConfiguration loaded =
        password(
            "secretsmanager:arn:aws:secretsmanager:eu-west-1:123456789012:secret:db-Ab1#password");
    Secret password = loaded.configuration().runStore().password().orElseThrow();
    loaded.secrets().managedBy(id -> "{\"username\":\"u\",\"password\":\"hunter2\"}");
    assertThat(password.resolve()).isEqualTo("hunter2");
    loaded.secrets().managedBy(id -> "{\"username\":\"u\"}");
    assertThatThrownBy(password::resolve).hasMessageEndingWith("has no member password");
    loaded.secrets().managedBy(id -> "hunter2");
    assertThatThrownBy(password::resolve)
        .hasMessageEndingWith("is no JSON object, so it has no member password")
        .hasMessageNotContaining("hunter2");
  }

  private static LoadedConfiguration password(String reference) {
    return ConfigWorkbench.load(Map.of("TAPEHOUSE_RUN_STORE_PASSWORD", reference));
  }

  @Test
  void theKeysOwnVariableMayHoldTheSecretItself() {
    Map<String, String> environment = Map.of("TAPEHOUSE_RUN_STORE_PASSWORD", "hunter2");
    for (String yaml :
        new String[] {"", "run-store: {password: 'env:TAPEHOUSE_RUN_STORE_PASSWORD'}\n"}) {
      LoadedConfiguration loaded = ConfigWorkbench.load(folder, yaml, environment);
      Secret password = loaded.configuration().runStore().password().orElseThrow();
      assertThat(password.reference()).isEqualTo("env:TAPEHOUSE_RUN_STORE_PASSWORD");
      assertThat(password.resolve()).isEqualTo("hunter2");
      assertThat(loaded.toString()).doesNotContain("hunter2");
    }
  }

  @Test
  void aVariableThatASecretNamesIsNoUnknownKey() {
    assertThat(token(token("env:TAPEHOUSE_MY_TOKEN", Map.of("TAPEHOUSE_MY_TOKEN", "t"))).resolve())
        .isEqualTo("t");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "postgres://tape:hunter2@db/tape",
        "jdbc:postgresql://tape:hunter2@db/tape",
        "jdbc:postgresql://db/tape?user=a&password=hunter2",
        "jdbc:postgresql://db/tape?PASSWORD=hunter2"
      })
  void anAddressWithAPasswordIsRefusedAndNotRepeated(String url) {
    assertThat(
            ConfigWorkbench.problems(
                folder, "run-store: {kind: postgres, url: '" + url + "'}\n", Map.of()))
        .singleElement()
        .asString()
        .contains("without user and password, which have keys")
        .doesNotContain("hunter2");
  }
}

package io.tapehouse.orchestrator.logs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class MaskingTest {

  @Test
  void theLongestGoesFirst() {
    Masking masking = new Masking(() -> Set.of("hunter", "hunter2", ""));
    assertThat(masking.apply("hunter2 and hunter")).isEqualTo("[secret] and [secret]");
  }

  @Test
  void aKeyOfSeveralLinesIsFoundLineByLine() {
    Masking masking =
        new Masking(() -> Set.of("-----BEGIN KEY-----\nMIIEvQIBADANBg\n}\n-----END KEY-----"));
    assertThat(masking.apply("read MIIEvQIBADANBg, and more")).isEqualTo("read [secret], and more");
    assertThat(masking.apply("a { b }")).isEqualTo("a { b }");
  }

  @Test
  void withoutSecretsNothingIsTouched() {
    assertThat(Masking.NOTHING.apply("as it was")).isEqualTo("as it was");
  }
}

package io.tapehouse.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FaultRuleTest {

  @Test
  void readsAllParts() {
    assertThat(FaultRule.parse("taifex.futures_tick@2024-11-05=http_429*2"))
        .isEqualTo(
            new FaultRule(
                "taifex.futures_tick",
                Optional.of(LocalDate.of(2024, 11, 5)),
                PublisherFault.HTTP_429,
                2));
  }

  @Test
  void dateAndTimesMayBeAbsent() {
    assertThat(FaultRule.parse("twse.mi_5mins_index=slow"))
        .isEqualTo(
            new FaultRule(
                "twse.mi_5mins_index", Optional.empty(), PublisherFault.SLOW, FaultRule.ALWAYS));
  }

  @Test
  void aFileIsPostedAgainAfterTheFirstAnswerUnlessSaid() {
    assertThat(FaultRule.parse("taifex.futures_tick=repost").times()).isEqualTo(1);
  }

  @Test
  void namesTheNearestDataset() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FaultRule.parse("taifex.future_tick=slow"))
        .withMessageContaining("taifex.future_tick")
        .withMessageContaining("taifex.futures_tick");
  }

  @Test
  void namesTheNearestFault() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FaultRule.parse("taifex.futures_tick=http_492"))
        .withMessageContaining("http_492")
        .withMessageContaining("http_429");
  }

  @Test
  void refusesWhatCannotShow() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FaultRule.parse("twse.mi_5mins_hist=truncated_zip"))
        .withMessageContaining("truncated_zip");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "slow", "taifex.futures_tick", "taifex.futures_tick=slow*0", "a@b=slow*x"})
  void refusesOtherForms(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> FaultRule.parse(text));
  }

  @Test
  void refusesDatesThatAreNone() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FaultRule.parse("taifex.futures_tick@2024-13-05=slow"))
        .withMessageContaining("2024-13-05");
  }

  @Test
  void aMonthFileIsMeantByAnyOfItsDays() {
    FaultRule rule = FaultRule.parse("twse.mi_5mins_hist@2024-11-01=slow");
    assertThat(rule.covers(LocalDate.of(2024, 11, 20))).isTrue();
    assertThat(rule.covers(LocalDate.of(2024, 12, 1))).isFalse();
  }
}

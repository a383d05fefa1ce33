package io.tapehouse.infra;

import io.tapehouse.infra.stage.Stage;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.services.budgets.CfnBudget;
import software.amazon.awscdk.services.budgets.CfnBudget.BudgetDataProperty;
import software.amazon.awscdk.services.budgets.CfnBudget.NotificationProperty;
import software.amazon.awscdk.services.budgets.CfnBudget.NotificationWithSubscribersProperty;
import software.amazon.awscdk.services.budgets.CfnBudget.SpendProperty;
import software.amazon.awscdk.services.budgets.CfnBudget.SubscriberProperty;
import software.constructs.Construct;

/**
 * The stage's budget of a month, by its tags. Counts nothing before {@code project} and {@code
 * stage} are active cost allocation tags of the account: see README.
 */
final class MonthlyBudget extends Construct {

  MonthlyBudget(Construct scope, Stage stage) {
    super(scope, "Budget");
    CfnBudget.Builder.create(this, "Budget")
        .budget(
            BudgetDataProperty.builder()
                .budgetName(stage.named("month"))
                .budgetType("COST")
                .timeUnit("MONTHLY")
                .budgetLimit(
                    SpendProperty.builder()
                        .amount(stage.alerts().budgetUsdAMonth())
                        .unit("USD")
                        .build())
                .costFilters(Map.of("TagKeyValue", List.of("user:stage$" + stage.name())))
                .build())
        .notificationsWithSubscribers(
            List.of(
                notification(stage, "ACTUAL", 80),
                notification(stage, "ACTUAL", 100),
                notification(stage, "FORECASTED", 100)))
        .build();
  }

  private static NotificationWithSubscribersProperty notification(
      Stage stage, String kind, int percent) {
    return NotificationWithSubscribersProperty.builder()
        .notification(
            NotificationProperty.builder()
                .notificationType(kind)
                .comparisonOperator("GREATER_THAN")
                .threshold(percent)
                .thresholdType("PERCENTAGE")
                .build())
        .subscribers(
            List.of(
                SubscriberProperty.builder()
                    .subscriptionType("EMAIL")
                    .address(stage.alerts().email())
                    .build()))
        .build();
  }
}

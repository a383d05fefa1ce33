package io.tapehouse.orchestrator.spark.emr;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** That the judge of requests refuses what AWS would refuse. */
class RequestModelTest {

  @Test
  void goodOnesPassAndBadOnesAreRefused() throws IOException {
    Optional<PythonTools> tools = PythonTools.find();
    Assumptions.assumeTrue(tools.isPresent(), PythonTools.ABSENT);
    String good =
        """
        {"service": "emr-serverless", "operation": "StartJobRun", "input": {
         "applicationId": "00f1", "clientToken": "abc", "name": "a name",
         "executionRoleArn": "arn:aws:iam::123456789012:role/x"}}""";
    List<String> bad =
        List.of(
            good.replace("\"abc\"", "\"a b\""),
            good.replace("\"abc\"", "\"" + "x".repeat(65) + "\""),
            good.replace("\"name\"", "\"nome\""),
            good.replace("\"a name\"", "7"),
            good.replace("\"clientToken\": \"abc\",", ""),
            good.replace("StartJobRun", "StartJobRuns"),
            good.replace(
                "\"name\": \"a name\"",
                "\"jobDriver\": {\"sparkSubmit\": {\"entryPoint\": \"a\"},"
                    + " \"hive\": {\"query\": \"b\"}}"),
            """
            {"service": "emr", "operation": "RunJobFlow", "input": {"Name": "n"}}""",
            """
            {"service": "emr", "operation": "RunJobFlow", "input": {"Name": "n",
             "Instances": {"InstanceFleets": [{"InstanceFleetType": "MAIN"}]}}}""",
            """
            {"service": "emr", "operation": "CancelSteps", "input": {
             "ClusterId": "j-1", "StepIds": ["s-1"], "StepCancellationOption": "KILL"}}""");
    assertThat(tools.get().judge(oneLine(List.of(good)))).containsExactly("ok");
    assertThat(tools.get().judge(oneLine(bad)))
        .hasSameSizeAs(bad)
        .allMatch(answer -> answer.startsWith("refused "));
  }

  private static List<String> oneLine(List<String> requests) {
    return requests.stream().map(request -> request.replace("\n", " ")).toList();
  }
}

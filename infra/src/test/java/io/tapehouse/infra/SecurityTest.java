package io.tapehouse.infra;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;

/** Rules over whole templates, whatever is in them. */
class SecurityTest {

  @ParameterizedTest
  @ValueSource(strings = {"dev", "prod"})
  void everythingIsEncryptedPrivateAndNamed(String stage) {
    SecurityRules rules = new SecurityRules();

    assertThat(rules.check(Templates.of(stage).resources())).isEmpty();
    assertThat(rules.onEverything()).isEqualTo(SecurityRules.ON_EVERYTHING.keySet());
  }

  @ParameterizedTest
  @ValueSource(strings = {"dev", "prod"})
  void everyBucketIsForTlsAlone(String stage) {
    Map<String, Map<String, Object>> resources = Templates.of(stage).resources();
    List<Object> buckets =
        resources.entrySet().stream()
            .filter(e -> "AWS::S3::Bucket".equals(e.getValue().get("Type")))
            .<Object>map(e -> Map.of("Ref", e.getKey().substring(e.getKey().indexOf('/') + 1)))
            .toList();

    List<Object> guarded =
        resources.values().stream()
            .filter(r -> "AWS::S3::BucketPolicy".equals(r.get("Type")))
            .map(r -> Json.map(r.get("Properties")))
            .filter(SecurityTest::refusesPlainText)
            .map(p -> (Object) Json.map(p.get("Bucket")))
            .toList();

    assertThat(buckets).hasSize(5);
    assertThat(guarded).containsExactlyInAnyOrderElementsOf(buckets);
  }

  /** The library checks templates against the schemas of CloudFormation while it writes them. */
  @ParameterizedTest
  @ValueSource(strings = {"dev", "prod"})
  void theLibraryFindsNoFault(String stage) throws IOException {
    Object report =
        new Yaml()
            .load(Files.readString(Templates.of(stage).output().resolve("validation-report.json")));

    assertThat(Json.list(Json.map(report).get("pluginReports")))
        .hasSize(1)
        .allSatisfy(plugin -> assertThat(Json.map(plugin)).containsEntry("violations", List.of()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          AWS::S3::Bucket | {} | is not encrypted
          AWS::Logs::LogGroup | {} | is not encrypted
          AWS::SNS::Topic | {} | is not encrypted
          AWS::SQS::Queue | {} | is not encrypted
          AWS::RDS::DBInstance | {StorageEncrypted: true} | is not encrypted
          AWS::RDS::DBInstance | {StorageEncrypted: true, KmsKeyId: k, PubliclyAccessible: true} | is public
          AWS::Kinesis::Stream | {} | unknown to the rules
          AWS::EC2::SecurityGroupIngress | {CidrIp: 0.0.0.0/0} | lets in
          AWS::EC2::SecurityGroup | {SecurityGroupIngress: [{CidrIpv6: '::/0'}]} | lets in
          AWS::ECS::Service | {NetworkConfiguration: {AwsvpcConfiguration: {AssignPublicIp: ENABLED}}} | has a public address
          AWS::CloudWatch::Alarm | {} | notifies nobody
          AWS::IAM::Policy | {PolicyDocument: {Statement: [{Effect: Allow, Action: 's3:*', Resource: a}]}} | allows s3:*
          AWS::IAM::Policy | {PolicyDocument: {Statement: {Effect: Allow, Action: ['s3:Get*'], Resource: a}}} | allows s3:Get*
          AWS::IAM::Role | {Policies: [{PolicyDocument: {Statement: [{Effect: Allow, Action: 's3:GetObject', Resource: '*'}]}}]} | allows s3:GetObject on *
          AWS::IAM::Policy | {PolicyDocument: {Statement: [{Effect: Allow, NotAction: 's3:GetObject', Resource: a}]}} | allows all but some actions
          AWS::S3::BucketPolicy | {PolicyDocument: {Statement: [{Effect: Allow, Action: 's3:GetObject', Principal: '*', Resource: a}]}} | allows everybody
          AWS::S3::BucketPolicy | {PolicyDocument: {Statement: [{Effect: Allow, Action: 's3:GetObject', Principal: {AWS: '*'}, Resource: a}]}} | allows everybody
          AWS::KMS::Key | {EnableKeyRotation: true, KeyPolicy: {Statement: [{Effect: Allow, Action: 'kms:*', Resource: '*'}]}} | allows kms:*
          """)
  void aFaultIsFound(String type, String properties, String finding) {
    Object parsed = new Yaml().load(properties);

    List<String> findings =
        new SecurityRules().check(Map.of("stack/Id", Map.of("Type", type, "Properties", parsed)));

    assertThat(findings)
        .anySatisfy(found -> assertThat(found).startsWith("stack/Id").contains(finding));
  }

  /** Taken out of a real template, each key of encryption is missed. */
  @Test
  void aResourceThatLosesItsKeyIsFound() {
    Map<String, Map<String, Object>> resources = Templates.of("dev").resources();
    resources.forEach(
        (id, resource) -> {
          if ("AWS::Logs::LogGroup".equals(resource.get("Type"))) {
            Map<String, Object> properties = Json.map(resource.get("Properties"));
            properties.remove("KmsKeyId");
            resource.put("Properties", properties);
          }
        });

    assertThat(new SecurityRules().check(resources))
        .hasSize(2)
        .allSatisfy(f -> assertThat(f).contains("Log").endsWith("is not encrypted"));
  }

  private static boolean refusesPlainText(Map<String, Object> policy) {
    return Json.list(Json.map(policy.get("PolicyDocument")).get("Statement")).stream()
        .map(Json::map)
        .anyMatch(
            s ->
                "Deny".equals(s.get("Effect"))
                    && "s3:*".equals(s.get("Action"))
                    && s.get("Condition")
                        .equals(Map.of("Bool", Map.of("aws:SecureTransport", "false"))));
  }
}

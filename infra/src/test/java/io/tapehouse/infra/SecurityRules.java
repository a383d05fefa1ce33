package io.tapehouse.infra;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What holds for every resource of every template. Knows each type that is used: either how it is
 * encrypted, or that it holds nothing. A type that it does not know is a finding, so that nothing
 * new comes in unseen.
 */
final class SecurityRules {

  /** Actions that AWS allows on nothing smaller than everything, and why they are needed. */
  static final Map<String, String> ON_EVERYTHING =
      Map.of("ecr:GetAuthorizationToken", "a token is of the whole registry; it has no resource");

  private static final Map<String, Predicate<Map<String, Object>>> ENCRYPTED =
      Map.ofEntries(
          Map.entry("AWS::S3::Bucket", p -> !algorithms(p).isEmpty()),
          Map.entry("AWS::ECR::Repository", p -> deep(p, "EncryptionConfiguration", "KmsKey")),
          Map.entry("AWS::Logs::LogGroup", p -> p.containsKey("KmsKeyId")),
          Map.entry("AWS::SNS::Topic", p -> p.containsKey("KmsMasterKeyId")),
          Map.entry("AWS::SQS::Queue", p -> p.containsKey("KmsMasterKeyId")),
          Map.entry(
              "AWS::RDS::DBInstance",
              p -> Boolean.TRUE.equals(p.get("StorageEncrypted")) && p.containsKey("KmsKeyId")),
          Map.entry("AWS::RedshiftServerless::Namespace", p -> p.containsKey("KmsKeyId")),
          Map.entry("AWS::SecretsManager::Secret", p -> p.containsKey("KmsKeyId")),
          Map.entry("AWS::KMS::Key", p -> Boolean.TRUE.equals(p.get("EnableKeyRotation"))),
          Map.entry("AWS::EFS::FileSystem", p -> Boolean.TRUE.equals(p.get("Encrypted"))),
          Map.entry("AWS::EC2::Volume", p -> Boolean.TRUE.equals(p.get("Encrypted"))),
          Map.entry("AWS::DynamoDB::Table", p -> deep(p, "SSESpecification", "KMSMasterKeyId")),
          Map.entry(
              "AWS::EMRServerless::Application",
              p ->
                  deep(
                      Json.map(p.get("MonitoringConfiguration")),
                      "S3MonitoringConfiguration",
                      "EncryptionKeyArn")));

  /** They keep no data; Fargate encrypts the disks of its tasks by itself. */
  private static final Set<String> KEEPS_NOTHING =
      Set.of(
          "AWS::Budgets::Budget",
          "AWS::CloudWatch::Alarm",
          "AWS::EC2::EIP",
          "AWS::EC2::InternetGateway",
          "AWS::EC2::NatGateway",
          "AWS::EC2::Route",
          "AWS::EC2::RouteTable",
          "AWS::EC2::SecurityGroup",
          "AWS::EC2::SecurityGroupEgress",
          "AWS::EC2::SecurityGroupIngress",
          "AWS::EC2::Subnet",
          "AWS::EC2::SubnetRouteTableAssociation",
          "AWS::EC2::VPC",
          "AWS::EC2::VPCEndpoint",
          "AWS::EC2::VPCGatewayAttachment",
          "AWS::ECS::Cluster",
          "AWS::ECS::Service",
          "AWS::ECS::TaskDefinition",
          "AWS::Events::Rule",
          "AWS::IAM::Policy",
          "AWS::IAM::Role",
          "AWS::KMS::Alias",
          "AWS::Logs::MetricFilter",
          "AWS::RDS::DBParameterGroup",
          "AWS::RDS::DBSubnetGroup",
          "AWS::RedshiftServerless::Workgroup",
          "AWS::S3::BucketPolicy",
          "AWS::SecretsManager::ResourcePolicy",
          "AWS::SecretsManager::RotationSchedule",
          "AWS::SecretsManager::SecretTargetAttachment",
          "AWS::SNS::Subscription",
          "AWS::SNS::TopicPolicy");

  /** Amazon S3 takes access logs only into buckets with its own keys. */
  private static final String ACCESS_LOGS = "-access-";

  private final List<String> findings = new ArrayList<>();
  private final Set<String> onEverything = new TreeSet<>();

  /** Everything that is wrong; empty is good. */
  List<String> check(Map<String, Map<String, Object>> resources) {
    resources.forEach(this::check);
    return List.copyOf(findings);
  }

  /** Actions that were found to be allowed on {@code *}. */
  Set<String> onEverything() {
    return onEverything;
  }

  private void check(String id, Map<String, Object> resource) {
    String type = String.valueOf(resource.get("Type"));
    Map<String, Object> properties = Json.map(resource.get("Properties"));
    encryption(id, type, properties);
    Json.walk(id, properties, this::exposure);
    Json.walk(id, properties, (path, map) -> policy(path, type, map));
    switch (type) {
      case "AWS::S3::Bucket" -> bucket(id, properties);
      case "AWS::EC2::SecurityGroup" ->
          Json.list(properties.get("SecurityGroupIngress"))
              .forEach(rule -> ingress(id, Json.map(rule)));
      case "AWS::EC2::SecurityGroupIngress" -> ingress(id, properties);
      case "AWS::CloudWatch::Alarm" ->
          require(!Json.list(properties.get("AlarmActions")).isEmpty(), id, "notifies nobody");
      default -> {}
    }
  }

  private void encryption(String id, String type, Map<String, Object> properties) {
    Predicate<Map<String, Object>> encrypted = ENCRYPTED.get(type);
    if (encrypted != null) {
      require(encrypted.test(properties), id, "is not encrypted");
    } else {
      require(
          KEEPS_NOTHING.contains(type), id, "is of the type " + type + ", unknown to the rules");
    }
  }

  private void bucket(String id, Map<String, Object> properties) {
    Map<String, Object> block = Json.map(properties.get("PublicAccessBlockConfiguration"));
    Stream.of("BlockPublicAcls", "BlockPublicPolicy", "IgnorePublicAcls", "RestrictPublicBuckets")
        .forEach(key -> require(Boolean.TRUE.equals(block.get(key)), id, "lacks " + key));
    require(!properties.containsKey("AccessControl"), id, "has an access list");
    boolean accessLogs = String.valueOf(properties.get("BucketName")).contains(ACCESS_LOGS);
    require(
        algorithms(properties).equals(accessLogs ? List.of("AES256") : List.of("aws:kms")),
        id,
        "is encrypted with " + algorithms(properties));
  }

  private void ingress(String id, Map<String, Object> rule) {
    require(!rule.containsKey("CidrIp") && !rule.containsKey("CidrIpv6"), id, "lets in " + rule);
  }

  private void exposure(String path, Map<String, Object> map) {
    require(!Boolean.TRUE.equals(map.get("PubliclyAccessible")), path, "is public");
    require(!"ENABLED".equals(map.get("AssignPublicIp")), path, "has a public address");
    require(!Boolean.TRUE.equals(map.get("MapPublicIpOnLaunch")), path, "gives public addresses");
    require(!Boolean.TRUE.equals(map.get("Privileged")), path, "is privileged");
  }

  private void policy(String path, String type, Map<String, Object> map) {
    if (map.containsKey("Statement")) {
      Json.list(map.get("Statement")).forEach(s -> statement(path, type, Json.map(s)));
    }
  }

  private void statement(String path, String type, Map<String, Object> statement) {
    if (!"Allow".equals(statement.get("Effect"))) {
      return;
    }
    require(!statement.containsKey("NotAction"), path, "allows all but some actions");
    require(!statement.containsKey("NotResource"), path, "allows on all but some resources");
    Object principal = statement.get("Principal");
    require(
        !"*".equals(principal) && !"*".equals(Json.map(principal).get("AWS")),
        path,
        "allows everybody");
    for (Object action : Json.list(statement.get("Action"))) {
      require(!action.toString().contains("*"), path, "allows " + action);
      // The policy of a key is about this key; it cannot say so but by a star.
      if (Json.list(statement.get("Resource")).contains("*") && !type.equals("AWS::KMS::Key")) {
        onEverything.add(action.toString());
        require(
            ON_EVERYTHING.containsKey(action.toString()), path, "allows %s on *".formatted(action));
      }
    }
  }

  private void require(boolean held, String where, String otherwise) {
    if (!held) {
      findings.add(where + " " + otherwise);
    }
  }

  private static boolean deep(Map<String, Object> map, String... path) {
    Object at = map;
    for (String key : path) {
      at = Json.map(at).get(key);
    }
    return at != null;
  }

  private static List<Object> algorithms(Map<String, Object> bucket) {
    List<Object> found = new ArrayList<>();
    Json.walk(
        "",
        bucket.get("BucketEncryption"),
        (path, map) -> {
          if (map.containsKey("SSEAlgorithm")) {
            found.add(map.get("SSEAlgorithm"));
          }
        });
    return found;
  }
}

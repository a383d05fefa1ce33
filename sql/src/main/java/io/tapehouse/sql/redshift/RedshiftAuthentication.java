package io.tapehouse.sql.redshift;

import java.util.Optional;
import java.util.Properties;
import java.util.function.Supplier;

/** Who connects. What is secret is asked for with each connection and kept nowhere. */
public sealed interface RedshiftAuthentication {

  /** What the driver is to be given for one connection. */
  Properties properties();

  /**
   * A user of the database.
   *
   * @param user name of the user
   * @param password asked for with each new connection, so that one that Secrets Manager has
   *     rotated is taken from then on; may be called by several threads
   */
  record Password(String user, Supplier<String> password) implements RedshiftAuthentication {

    @Override
    public Properties properties() {
      Properties properties = new Properties();
      properties.setProperty("user", user);
      properties.setProperty("password", password.get());
      return properties;
    }

    @Override
    public String toString() {
      return "Password[" + user + "]";
    }
  }

  /**
   * A role of IAM, by AWS's default credentials provider chain: the driver asks AWS for a password
   * of some minutes. The URL begins with {@code jdbc:redshift:iam://}. The driver needs {@code
   * redshift} and {@code redshiftserverless} of the AWS SDK v2 on the class path, which come with
   * this module.
   *
   * @param region where the warehouse is
   * @param workgroup of Redshift Serverless; empty: a cluster, which the URL names
   * @param databaseUser whom to be in a cluster; Serverless derives its user from the role
   * @see <a
   *     href="https://docs.aws.amazon.com/redshift/latest/mgmt/jdbc20-configuration-options.html">options
   *     of the driver</a>
   */
  record Iam(String region, Optional<String> workgroup, Optional<String> databaseUser)
      implements RedshiftAuthentication {

    @Override
    public Properties properties() {
      Properties properties = new Properties();
      properties.setProperty("Region", region);
      workgroup.ifPresent(
          name -> {
            properties.setProperty("isServerless", "true");
            properties.setProperty("serverlessWorkGroup", name);
          });
      databaseUser.ifPresent(name -> properties.setProperty("DbUser", name));
      return properties;
    }
  }
}

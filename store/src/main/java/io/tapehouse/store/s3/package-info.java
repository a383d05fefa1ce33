/**
 * Amazon S3 as an object store. Needs the AWS SDK on the class path, which the user of this package
 * package brings: the other packages of this module, which run inside Spark, do without.
 */
@NullMarked
package io.tapehouse.store.s3;

import org.jspecify.annotations.NullMarked;

/** Spark SQL over the tables of the lake. Nothing here is loaded by a job that only reads files. */
@NullMarked
package io.tapehouse.etl.tables;

import org.jspecify.annotations.NullMarked;

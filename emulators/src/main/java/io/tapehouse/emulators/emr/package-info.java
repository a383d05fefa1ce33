/**
 * EMR Serverless and EMR at HTTP level: they take work, run it, forget nothing and fail to order.
 */
@NullMarked
package io.tapehouse.emulators.emr;

import org.jspecify.annotations.NullMarked;

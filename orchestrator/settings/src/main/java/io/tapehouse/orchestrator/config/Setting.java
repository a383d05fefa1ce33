package io.tapehouse.orchestrator.config;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What there is to know of a key beside its name and its type, which are those of the record
 * component. Everything that is said of a key anywhere comes from here.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
@interface Setting {

  /** What it means, as a phrase for the reference. */
  String value();

  /** The default, written as in the file. Nothing: an optional value or an empty list or map. */
  String byDefault() default "";

  /** The least that is allowed, written as in the file. */
  String min() default "";

  /** The most that is allowed, written as in the file. */
  String max() default "";

  /** What a text must match as a whole. */
  String pattern() default ".*\\S.*";

  /** The pattern in words, as they follow "expected". */
  String form() default "text";

  /** Whether a refused text may be repeated in the refusal: not if it may hold a password. */
  boolean shown() default true;
}

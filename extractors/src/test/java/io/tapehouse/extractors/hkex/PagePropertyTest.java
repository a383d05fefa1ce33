package io.tapehouse.extractors.hkex;

/** A few pages, for every build. */
class PagePropertyTest extends PagePropertyContract {

  PagePropertyTest() {
    super(5);
  }
}

package io.tapehouse.extractors.http;

class InProcessHostLimitsTest extends HostLimitsContract {

  @Override
  protected HostLimits open(FakePause clock) {
    return HostLimits.inProcess(clock);
  }
}

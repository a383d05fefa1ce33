package io.tapehouse.infra.stage;

/** Kind of processor. */
public enum Architecture {
  ARM64,
  X86_64
}

package io.tapehouse.orchestrator.config;

/** HKEX, the exchange of Hong Kong. */
public record HkexConfig(@Setting("HKEX's CCASS Shareholding Search.") CcassConfig ccass) {}

package io.tapehouse.orchestrator.config;

/** How much of this machine DuckDB may use. The defaults are those of the warehouse itself. */
public record WarehouseLimits(
    @Setting(
            value = "most that it keeps in memory; what is beyond goes to disk",
            byDefault = "1GB",
            min = "100MB",
            max = "100TB")
        DataSize memory,
    @Setting(value = "most threads of one statement", byDefault = "2", min = "1", max = "1024")
        int threads) {}
